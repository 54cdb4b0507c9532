package io.beltline.exporter.prometheus;

import static io.beltline.exporter.prometheus.Exporters.attribute;
import static io.beltline.exporter.prometheus.Exporters.counter;
import static io.beltline.exporter.prometheus.Exporters.gauge;
import static io.beltline.exporter.prometheus.Exporters.point;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.prometheus.EscapingScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each type in both formats, letter by letter. */
class ExpositionTest {
  private static final String OPEN = "enable_open_metrics: true\n";
  private static final String HISTOGRAM =
      "{'name':'latency','unit':'s','description':'How long.','histogram':{"
          + "'aggregationTemporality':2,'dataPoints':[{'timeUnixNano':'2000000000',"
          + "'explicitBounds':[0.5,1,2.5],'bucketCounts':['1','2','0','4'],'count':'7','sum':12.25,"
          + "'exemplars':[{'timeUnixNano':'1500000000','asDouble':0.75,"
          + "'traceId':'5b8efff798038103d269b633813fc60c','spanId':'eee19b7ec3c1b174'}]}]}}";

  @Test
  void counters() {
    try (Exporters exporters = new Exporters(OPEN)) {
      exporters.send(
          "{'name':'requests','description':'All \\\\ of\\n\\'em.','sum':{'isMonotonic':true,"
                  .replace("\\'", "\\\"")
              + "'aggregationTemporality':2,'dataPoints':["
              + point(0, 1, "5", attribute("code", "200"))
                  .replaceFirst(
                      "}$",
                      ",'exemplars':[{'timeUnixNano':'1500000000','asInt':'1',"
                          + "'traceId':'5b8efff798038103d269b633813fc60c'}]}")
              + ","
              + point(0, 1, "1.5", attribute("code", "500"))
              + "]}}");
      assertThat(exporters.text())
          .isEqualTo(
              """
              # HELP requests_total All \\\\ of\\n"em.
              # TYPE requests_total counter
              requests_total{code="200"} 5
              requests_total{code="500"} 1.5
              """);
      assertThat(exporters.openMetrics())
          .isEqualTo(
              """
              # HELP requests All \\\\ of\\n\\"em.
              # TYPE requests counter
              requests_total{code="200"} 5 # {trace_id="5b8efff798038103d269b633813fc60c"} 1 1.500
              requests_total{code="500"} 1.5
              # EOF
              """);
    }
  }

  @Test
  void gauges() {
    try (Exporters exporters = new Exporters(OPEN)) {
      exporters.send(
          gauge("b", "9223372036854775807"),
          gauge("a", "-0.25"),
          gauge("c", "NaN").replace("'asDouble':'NaN'", "'asDouble':'NaN'"),
          gauge("d", "-Infinity"),
          gauge("e", "1e300"));
      String lines =
          """
          # HELP a\s
          # TYPE a gauge
          a -0.25
          # HELP b\s
          # TYPE b gauge
          b 9223372036854775807
          # HELP c\s
          # TYPE c gauge
          c NaN
          # HELP d\s
          # TYPE d gauge
          d -Inf
          # HELP e\s
          # TYPE e gauge
          e 1.0e300
          """;
      assertThat(exporters.text()).isEqualTo(lines);
      assertThat(exporters.openMetrics()).isEqualTo(lines + "# EOF\n");
    }
  }

  @Test
  void sumsThatFallAreGauges() {
    try (Exporters exporters = new Exporters("")) {
      exporters.send(
          "{'name':'queue','sum':{'aggregationTemporality':2,'dataPoints':["
              + point(0, 1, "3")
              + "]}}");
      assertThat(exporters.text()).contains("# TYPE queue gauge\nqueue 3\n");
    }
  }

  @Test
  void onlyGaugesOfTheUnitOneAreRatios() {
    try (Exporters exporters = new Exporters("")) {
      exporters.send(
          "{'name':'queue.size','unit':'1','sum':{'aggregationTemporality':2,'dataPoints':["
              + point(0, 10, "3")
              + "]}}",
          "{'name':'load','unit':'1','gauge':{'dataPoints':[" + point(0, 10, "1") + "]}}");
      assertThat(exporters.text()).contains("\nqueue_size 3\n", "\nload_ratio 1\n");
    }
  }

  @Test
  void boundsAreWrittenAsClientLibrariesDo() {
    try (Exporters exporters = new Exporters(OPEN)) {
      exporters.send(
          "{'name':'h','histogram':{'aggregationTemporality':2,'dataPoints':[{'explicitBounds':"
              + "[0.00001,0.0005,1,2.5,1000000,1048576],"
              + "'bucketCounts':['1','1','1','1','1','1','1'],'count':'7'}]}}");
      assertThat(exporters.text())
          .contains("le=\"1e-05\"", "le=\"0.0005\"", "le=\"1\"", "le=\"2.5\"")
          .contains("le=\"1e+06\"", "le=\"1.048576e+06\"");
      assertThat(exporters.openMetrics())
          .contains("le=\"1e-05\"", "le=\"0.0005\"", "le=\"1.0\"", "le=\"2.5\"")
          .contains("le=\"1e+06\"", "le=\"1.048576e+06\"");
    }
  }

  @Test
  void histograms() {
    try (Exporters exporters = new Exporters(OPEN)) {
      exporters.send(HISTOGRAM);
      assertThat(exporters.text())
          .isEqualTo(
              """
              # HELP latency_seconds How long.
              # TYPE latency_seconds histogram
              latency_seconds_bucket{le="0.5"} 1
              latency_seconds_bucket{le="1"} 3
              latency_seconds_bucket{le="2.5"} 3
              latency_seconds_bucket{le="+Inf"} 7
              latency_seconds_sum 12.25
              latency_seconds_count 7
              """);
      assertThat(exporters.openMetrics())
          .isEqualTo(
              """
              # HELP latency_seconds How long.
              # TYPE latency_seconds histogram
              latency_seconds_bucket{le="0.5"} 1
              latency_seconds_bucket{le="1.0"} 3 # {trace_id="5b8efff798038103d269b633813fc60c",span_id="eee19b7ec3c1b174"} 0.75 1.500
              latency_seconds_bucket{le="2.5"} 3
              latency_seconds_bucket{le="+Inf"} 7
              latency_seconds_sum 12.25
              latency_seconds_count 7
              # EOF
              """);
    }
  }

  @Test
  void exponentialHistogramsHaveBounds() {
    try (Exporters exporters = new Exporters("")) {
      exporters.send(
          "{'name':'h','exponentialHistogram':{'aggregationTemporality':2,'dataPoints':[{"
              + "'scale':0,'zeroCount':'2','positive':{'offset':1,'bucketCounts':['3','0','1']},"
              + "'negative':{'offset':0,'bucketCounts':['1']},'count':'7','sum':20}]}}");
      assertThat(exporters.text())
          .isEqualTo(
              """
              # HELP h\s
              # TYPE h histogram
              h_bucket{le="-1"} 1
              h_bucket{le="0"} 3
              h_bucket{le="2"} 3
              h_bucket{le="4"} 6
              h_bucket{le="8"} 6
              h_bucket{le="16"} 7
              h_bucket{le="+Inf"} 7
              h_sum 20
              h_count 7
              """);
      assertThat(
              exporters.settings.meter().count("otelcol_exporter_prometheus_converted_histograms"))
          .isZero();
    }
  }

  @Test
  void summaries() {
    try (Exporters exporters = new Exporters(OPEN)) {
      exporters.send(
          "{'name':'s','summary':{'dataPoints':[{'count':'4','sum':10,'quantileValues':["
              + "{'quantile':0.5,'value':2},{'quantile':1,'value':6}],'attributes':["
              + attribute("quantile", "mine")
              + "]}]}}");
      assertThat(exporters.text())
          .isEqualTo(
              """
              # HELP s\s
              # TYPE s summary
              s{exported_quantile="mine",quantile="0.5"} 2
              s{exported_quantile="mine",quantile="1"} 6
              s_sum{exported_quantile="mine"} 10
              s_count{exported_quantile="mine"} 4
              """);
      assertThat(exporters.openMetrics()).contains("quantile=\"1.0\"} 6");
    }
  }

  @Test
  void unknownTypeOfPrometheusStaysUnknown() {
    try (Exporters exporters = new Exporters(OPEN)) {
      exporters.send(
          gauge("u", "1")
              .replaceFirst(
                  "}$", ",'metadata':[" + attribute("prometheus.type", "unknown") + "]}"));
      assertThat(exporters.text()).contains("# TYPE u untyped");
      assertThat(exporters.openMetrics()).contains("# TYPE u unknown");
    }
  }

  @Test
  void timestampsOnlyOnWish() {
    try (Exporters exporters = new Exporters("send_timestamps: true\n" + OPEN)) {
      exporters.send(counter("c", 2, point(0, 1_544_712_660_300_000_000L, "1")));
      assertThat(exporters.text()).contains("c_total 1 1544712660300\n");
      assertThat(exporters.openMetrics()).contains("c_total 1 1544712660.300\n");
    }
  }

  @Test
  void resourceAndScope() {
    String resource =
        attribute("service.name", "cart")
            + ","
            + attribute("service.namespace", "shop")
            + ","
            + attribute("service.instance.id", "i-1")
            + ","
            + attribute("host.name", "a\\\\b");
    try (Exporters exporters = new Exporters(OPEN + "const_labels: {zone: z}\n")) {
      exporters.request(
          resource,
          "'name':'lib','version':'1.2','attributes':[" + attribute("k.x", "v") + "]",
          gauge("g", "1", attribute("job", "mine"), attribute("zone", "other")));
      assertThat(exporters.text())
          .isEqualTo(
              """
              # HELP g\s
              # TYPE g gauge
              g{exported_job="mine",exported_zone="other",instance="i-1",job="shop/cart",\
              otel_scope_k_x="v",otel_scope_name="lib",otel_scope_version="1.2",zone="z"} 1
              # HELP target_info Target metadata
              # TYPE target_info gauge
              target_info{host_name="a\\\\b",instance="i-1",job="shop/cart"} 1
              """);
      assertThat(exporters.openMetrics())
          .contains("# TYPE target info\ntarget_info{host_name=\"a\\\\b\",instance=\"i-1\",");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resource_to_telemetry_conversion: {enabled: true} | host_name=h,instance=i,job=s,"
            + "service_instance_id=i,service_name=s",
        "resource_to_telemetry_conversion: {enabled: true, exclude_service_attributes: true} |"
            + " host_name=h,instance=i,job=s",
        "resource_constant_labels: {included: ['host.*']} | host_name=h,instance=i,job=s",
        "resource_constant_labels: {excluded: ['*.id']} | host_name=h,instance=i,job=s,"
            + "service_name=s",
        "without_scope_info: true | instance=i,job=s"
      })
  void resourceAttributesBecomeLabelsOnWish(String yaml, String labels) {
    try (Exporters exporters =
        new Exporters(
            yaml + "\nwithout_scope_info: true\n".repeat(yaml.startsWith("without") ? 0 : 1))) {
      exporters.request(
          attribute("service.name", "s")
              + ","
              + attribute("service.instance.id", "i")
              + ","
              + attribute("host.name", "h"),
          "'name':'lib'",
          gauge("g", "1"));
      String text = labels.replaceAll("=([^,]*)", "=\"$1\"");
      assertThat(exporters.text()).contains("g{" + text + "} 1\n");
    }
  }

  @Test
  void labelsThatMeetAreJoinedInTheOrderOfTheirKeys() {
    try (Exporters exporters = new Exporters("")) {
      exporters.send(
          gauge("g", "1", attribute("a_b", "2"), attribute("a.b", "1"), attribute("empty", "")));
      assertThat(exporters.text()).contains("g{a_b=\"1;2\"} 1\n");
    }
  }

  @Test
  void utf8NamesStandInQuotesForThoseWhoTakeThem() {
    try (Exporters exporters = new Exporters("translation_strategy: NoTranslation\n")) {
      exporters.send(
          gauge("my.gauge", "1", attribute("http.method", "GET"), attribute("plain", "a\\\"b")),
          gauge("my_gauge", "2"));
      assertThat(
              exporters
                  .exporter
                  .scrape(new Format.Choice(Format.TEXT, EscapingScheme.ALLOW_UTF_8))
                  .toUtf8())
          .contains("# TYPE \"my.gauge\" gauge\n")
          .contains("{\"my.gauge\",\"http.method\"=\"GET\",plain=\"a\\\"b\"} 1\n")
          .contains("\nmy_gauge 2\n");
      assertThat(exporters.text())
          .contains("my_gauge{http_method=\"GET\",plain=\"a\\\"b\"} 1\n")
          .contains("my_gauge_gauge 2\n");
    }
  }

  @Test
  void whatAScraperCannotTellApartIsServedOnceAndCounted() {
    try (Exporters exporters = new Exporters("translation_strategy: NoTranslation\n")) {
      exporters.send(
          gauge("g", "1", attribute("a.b", "x")), gauge("g", "2", attribute("a/b", "x")));
      assertThat(exporters.exporter.scrape(utf8()).toUtf8())
          .contains("g{\"a.b\"=\"x\"} 1\n", "g{\"a/b\"=\"x\"} 2\n");
      assertThat(count(exporters, "hidden_series")).isZero();
      assertThat(exporters.text()).contains("g{a_b=\"x\"} 1\n").doesNotContain("} 2");
      assertThat(count(exporters, "hidden_series")).isEqualTo(1);
      assertThat(
              exporters
                  .exporter
                  .scrape(new Format.Choice(Format.TEXT, EscapingScheme.VALUES))
                  .toUtf8())
          .contains("g{U__a_2e_b=\"x\"} 1\n", "g{U__a_2f_b=\"x\"} 2\n");
    }
  }

  @Test
  void openMetricsTellsWhenCountingBeganOnWish() {
    try (Exporters exporters = new Exporters(OPEN + "export_created_metric: {enabled: true}\n")) {
      exporters.send(
          counter("c", 2, point(1_500_000_000L, 2_000_000_000L, "1", attribute("a", "b"))),
          gauge("c_created", "5"));
      assertThat(exporters.openMetrics())
          .isEqualTo(
              """
              # HELP c\s
              # TYPE c counter
              c_total{a="b"} 1
              c_created{a="b"} 1.500
              # HELP c_created_gauge\s
              # TYPE c_created_gauge gauge
              c_created_gauge 5
              # EOF
              """);
      assertThat(exporters.text()).contains("\nc_created 5\n").doesNotContain("1.5");
      assertThat(count(exporters, "renamed_metrics")).isEqualTo(1);
    }
  }

  private static Format.Choice utf8() {
    return new Format.Choice(Format.TEXT, EscapingScheme.ALLOW_UTF_8);
  }

  private static long count(Exporters exporters, String metric) {
    return exporters.settings.meter().count("otelcol_exporter_prometheus_" + metric);
  }
}

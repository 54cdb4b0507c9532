package io.beltline.exporter.prometheusremotewrite;

import static io.beltline.exporter.prometheusremotewrite.RunningExporter.attribute;
import static io.beltline.exporter.prometheusremotewrite.RunningExporter.counter;
import static io.beltline.exporter.prometheusremotewrite.RunningExporter.gauge;
import static io.beltline.exporter.prometheusremotewrite.RunningExporter.point;
import static io.beltline.exporter.prometheusremotewrite.RunningExporter.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What metrics become in requests of both versions. */
class TranslationTest {
  private static final String V1 = "protobuf_message: prometheus.WriteRequest\n";
  private static final String SHOP =
      attribute("service.namespace", "eu")
          + ","
          + attribute("service.name", "shop")
          + ","
          + attribute("service.instance.id", "i1")
          + ","
          + attribute("host.name", "h");
  private static final String HISTOGRAM =
      "{'name':'size','unit':'By','description':'how"
          + " large','histogram':{'aggregationTemporality':2,"
          + "'dataPoints':[{'startTimeUnixNano':'1000000000','timeUnixNano':'5000000000','count':'6',"
          + "'sum':77.5,'explicitBounds':[0.5,10,100],'bucketCounts':['1','2','3','0'],"
          + "'flags':%d,'exemplars':[{'timeUnixNano':'4000000000','asDouble':7,"
          + "'traceId':'000102030405060708090a0b0c0d0e0f','spanId':'0001020304050607'}]}]}}";

  private static List<String> lines(String yaml, String... metrics) {
    return linesOf(yaml, "", "", metrics);
  }

  private static List<String> linesOf(
      String yaml, String resource, String scope, String... metrics) {
    try (RunningExporter running = new RunningExporter(yaml)) {
      assertThat(running.sendOf(resource, scope, metrics)).isEqualTo(ExportResult.delivered());
      return running.backend.lines();
    }
  }

  private static String exponential(int scale, String rest) {
    return "{'name':'latency','unit':'s','exponentialHistogram':{'aggregationTemporality':2,"
        + "'dataPoints':[{'startTimeUnixNano':'1000000000','timeUnixNano':'5000000000','scale':"
        + scale
        + ","
        + rest
        + "}]}}";
  }

  @Test
  void numbersInTheFirstVersion() {
    assertThat(lines(V1, gauge("temp", 5, "1.5"), counter("hits", point(1, 5, "7"))))
        .containsExactly("temp{} 1.5@5000", "hits_total{} 7@5000");
  }

  @Test
  void numbersInTheSecondVersionHaveTypeAndStart() {
    assertThat(lines("", gauge("temp", 5, "1.5"), counter("hits", point(1, 5, "7"))))
        .containsExactly("temp{} 1.5@5000 # gauge||", "hits_total{} 7@5000 st=1000 # counter||");
  }

  @Test
  void aSumThatMayFallIsAGauge() {
    assertThat(lines("", sum("queue", 2, false, point(1, 5, "7"))))
        .containsExactly("queue{} 7@5000 # gauge||");
  }

  @Test
  void metadataIsSentInTheFirstVersionIfItIsWanted() {
    assertThat(lines(V1 + "send_metadata: true\n", HISTOGRAM.formatted(0)))
        .contains("# size_bytes histogram|how large|bytes");
  }

  @Test
  void exemplarsOfGaugesGoWithTheirSeries() {
    String gauge =
        "{'name':'g','gauge':{'dataPoints':[{'timeUnixNano':'5000000000','asDouble':7,'flags':%d,"
            + "'exemplars':[{'timeUnixNano':'4000000000','asDouble':7,"
            + "'spanId':'0001020304050607'}]}]}}";
    assertThat(lines("", gauge.formatted(0)))
        .singleElement()
        .asString()
        .contains(" ^{span_id=\"0001020304050607\"}7@4000");
    assertThat(lines("", gauge.formatted(1)))
        .singleElement()
        .asString()
        .contains("stale@5000")
        .doesNotContain("span_id");
  }

  @Test
  void histogramsAreSeriesOfBuckets() {
    String exemplar =
        " ^{span_id=\"0001020304050607\",trace_id=\"000102030405060708090a0b0c0d0e0f\"}7@4000";
    String about = " # histogram|how large|bytes";
    assertThat(lines("", HISTOGRAM.formatted(0)))
        .containsExactly(
            "size_bytes_bucket{le=\"0.5\"} 1@5000 st=1000" + about,
            "size_bytes_bucket{le=\"10\"} 3@5000 st=1000" + exemplar + about,
            "size_bytes_bucket{le=\"100\"} 6@5000 st=1000" + about,
            "size_bytes_bucket{le=\"+Inf\"} 6@5000 st=1000" + about,
            "size_bytes_sum{} 77.5@5000 st=1000" + about,
            "size_bytes_count{} 6@5000 st=1000" + about);
  }

  @Test
  void histogramsAreNativeWithTheirOwnBoundsIfTheyAreWanted() {
    String nhcb = "convert_explicit_histograms_to_nhcb: true\n";
    String one =
        "size_bytes{} [schema -53 count 6 sum 77.5 zero 0 0:1 1:2 2:3 bounds [0.5, 10.0,"
            + " 100.0]]@5000";
    assertThat(lines(V1 + nhcb, HISTOGRAM.formatted(0))).singleElement().asString().startsWith(one);
    assertThat(lines(V1 + nhcb + "keep_classic_histograms: true\n", HISTOGRAM.formatted(0)))
        .hasSize(7);
  }

  @Test
  void aPointWithoutAValueEndsItsSeries() {
    assertThat(lines(V1, HISTOGRAM.formatted(1)))
        .containsExactly(
            "size_bytes_bucket{le=\"0.5\"} stale@5000",
            "size_bytes_bucket{le=\"10\"} stale@5000",
            "size_bytes_bucket{le=\"100\"} stale@5000",
            "size_bytes_bucket{le=\"+Inf\"} stale@5000",
            "size_bytes_sum{} stale@5000",
            "size_bytes_count{} stale@5000");
    assertThat(
            lines(
                "",
                "{'name':'temp','gauge':{'dataPoints':[{'timeUnixNano':'5000000000','flags':1}]}}",
                exponential(3, "'flags':1")))
        .containsExactly(
            "temp{} stale@5000 # gauge||",
            "latency_seconds{} [schema 0 count 0 sum stale zero 0]@5000 # histogram||seconds");
  }

  @Test
  void summariesAreSeriesOfQuantiles() {
    assertThat(
            lines(
                V1,
                "{'name':'rpc','summary':{'dataPoints':[{'timeUnixNano':'5000000000','count':'3',"
                    + "'sum':9,'quantileValues':[{'quantile':0.5,'value':2},{'quantile':1,'value':4}]}]}}"))
        .containsExactly(
            "rpc{quantile=\"0.5\"} 2@5000",
            "rpc{quantile=\"1\"} 4@5000",
            "rpc_sum{} 9@5000",
            "rpc_count{} 3@5000");
  }

  @Test
  void exponentialHistogramsAreNative() {
    String rest =
        "'count':'9','sum':4.5,'zeroCount':'2','positive':{'offset':-2,'bucketCounts':"
            + "['1','0','0','0','4']},'negative':{'offset':0,'bucketCounts':['2']}";
    assertThat(lines(V1, exponential(3, rest)))
        .containsExactly("latency_seconds{} [schema 3 count 9 sum 4.5 zero 2 -1:2 -1:1 3:4]@5000");
    assertThat(lines("", exponential(3, rest)).getFirst()).contains("@5000 st=1000 # histogram");
  }

  @Test
  void finerScalesAreJoinedToTheFinestThereIs() {
    String rest = "'count':'3','sum':1,'positive':{'offset':4095,'bucketCounts':['1','2']}";
    assertThat(lines(V1, exponential(20, rest)))
        .containsExactly("latency_seconds{} [schema 8 count 3 sum 1 zero 0 1:1 2:2]@5000");
  }

  @Test
  void coarserScalesHaveExplicitBoundsAndAreCounted() {
    try (RunningExporter running = new RunningExporter(V1)) {
      running.send(
          exponential(-6, "'count':'3','sum':1,'positive':{'offset':0,'bucketCounts':['1','2']}"));
      assertThat(running.backend.lines())
          .containsExactly(
              "latency_seconds_bucket{le=\"1\"} 0@5000",
              "latency_seconds_bucket{le=\"18446744073709552000\"} 1@5000",
              "latency_seconds_bucket{le=\"340282366920938500000000000000000000000\"} 3@5000",
              "latency_seconds_bucket{le=\"+Inf\"} 3@5000",
              "latency_seconds_sum{} 1@5000",
              "latency_seconds_count{} 3@5000");
      assertThat(
              running
                  .settings
                  .meter()
                  .count("otelcol_exporter_prometheusremotewrite_converted_histograms"))
          .isEqualTo(1);
    }
  }

  @Test
  void resourcesAreJobInstanceAndTargetInfo() {
    assertThat(linesOf("", SHOP, "'name':'lib','version':'1'", gauge("temp", 5, "1")))
        .containsExactly(
            "temp{instance=\"i1\",job=\"eu/shop\",otel_scope_name=\"lib\",otel_scope_version=\"1\"}"
                + " 1@5000 # gauge||",
            "target_info{host_name=\"h\",instance=\"i1\",job=\"eu/shop\"} 1@5000"
                + " # info|Target metadata|");
    assertThat(
            linesOf(
                "target_info: {enabled: false}\ndisable_scope_info: true\n",
                SHOP,
                "'name':'lib'",
                gauge("temp", 5, "1")))
        .containsExactly("temp{instance=\"i1\",job=\"eu/shop\"} 1@5000 # gauge||");
  }

  @Test
  void attributesOfResourcesBecomeLabelsWhereTheyAreWanted() {
    assertThat(
            linesOf(
                V1
                    + "resource_constant_labels: {included: [host.*]}\n"
                    + "target_info: {enabled: false}\n",
                SHOP,
                "",
                gauge("temp", 5, "1")))
        .containsExactly("temp{host_name=\"h\",instance=\"i1\",job=\"eu/shop\"} 1@5000");
    assertThat(
            linesOf(
                V1
                    + "resource_to_telemetry_conversion: {enabled: true,"
                    + " exclude_service_attributes: true}\n"
                    + "target_info: {enabled: false}\n",
                SHOP,
                "",
                gauge("temp", 5, "1")))
        .containsExactly("temp{host_name=\"h\",instance=\"i1\",job=\"eu/shop\"} 1@5000");
  }

  @Test
  void labelsOfTheUserGiveWayToThoseOfThePoint() {
    assertThat(
            lines(
                V1 + "external_labels: {region: eu, __replica__: b, cluster: c}\n",
                gauge("temp", 5, "1", attribute("region", "us"))))
        .containsExactly("temp{__replica__=\"b\",cluster=\"c\",region=\"us\"} 1@5000");
  }

  @Test
  void namesFollowTheStrategy() {
    String metric =
        "{'name':'http.io','unit':'By','gauge':{'dataPoints':["
            + point(0, 5, "1", attribute("http.method", "GET"))
            + "]}}";
    assertThat(lines(V1 + "namespace: app\n", metric))
        .containsExactly("app_http_io_bytes{http_method=\"GET\"} 1@5000");
    assertThat(lines(V1 + "add_metric_suffixes: false\n", metric))
        .containsExactly("http_io{http_method=\"GET\"} 1@5000");
    assertThat(lines("translation_strategy: NoTranslation\n", metric))
        .containsExactly("http.io{\"http.method\"=\"GET\"} 1@5000 # gauge||bytes");
  }

  @Test
  void startsAreASeriesWhereTheyAreWanted() {
    assertThat(
            lines(
                V1 + "export_created_metric: {enabled: true}\n", counter("hits", point(3, 5, "7"))))
        .containsExactly("hits_total{} 7@5000", "hits_created{} 3@5000");
  }

  @Test
  void samplesOfASeriesAreSortedByTime() {
    assertThat(
            lines(
                V1,
                counter("hits", point(1, 7, "9"), point(1, 5, "7"), point(1, 6, "8")),
                gauge("temp", 5, "1")))
        .containsExactly(
            "hits_total{} 7@5000", "hits_total{} 8@6000", "hits_total{} 9@7000", "temp{} 1@5000");
  }

  @Test
  void labelsThatCollideAreJoined() {
    assertThat(lines(V1, gauge("temp", 5, "1", attribute("a.b", "1"), attribute("a_b", "2"))))
        .containsExactly("temp{a_b=\"1;2\"} 1@5000");
  }

  @Test
  void whatPrometheusHasNoFormForIsRefusedAndCounted() {
    try (RunningExporter running = new RunningExporter("")) {
      ExportResult result =
          running.send(
              sum("delta", 1, true, point(1, 5, "7"), point(1, 6, "7")),
              sum("none", 0, true, point(1, 5, "7")),
              gauge("late", 0, "1"),
              "{'name':'empty','gauge':{'dataPoints':[{'timeUnixNano':'5000000000'}]}}",
              "{'name':'odd','histogram':{'aggregationTemporality':2,'dataPoints':["
                  + "{'timeUnixNano':'5000000000','explicitBounds':[1],'bucketCounts':['1']}]}}",
              gauge("temp", 5, "1"));
      assertThat(result)
          .isEqualTo(
              new ExportResult.Delivered(
                  6,
                  "6 points were not sent: delta is a delta (expected: cumulative temporality; put"
                      + " delta_to_cumulative before)"));
      assertThat(running.backend.lines()).containsExactly("temp{} 1@5000 # gauge||");
      assertThat(running.dropped("delta")).isEqualTo(2);
      assertThat(running.dropped("no_temporality")).isEqualTo(1);
      assertThat(running.dropped("no_time")).isEqualTo(1);
      assertThat(running.dropped("no_value")).isEqualTo(1);
      assertThat(running.dropped("malformed")).isEqualTo(1);
    }
  }
}

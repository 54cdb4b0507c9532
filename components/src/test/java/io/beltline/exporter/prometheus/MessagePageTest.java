package io.beltline.exporter.prometheus;

import static io.beltline.exporter.prometheus.Exporters.attribute;
import static io.beltline.exporter.prometheus.Exporters.counter;
import static io.beltline.exporter.prometheus.Exporters.gauge;
import static io.beltline.exporter.prometheus.Exporters.point;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.prometheus.EscapingScheme;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each type in the protobuf format, field by field. */
class MessagePageTest {
  private static final String EXEMPLAR =
      ",'exemplars':[{'timeUnixNano':'1500000000','asDouble':5,"
          + "'traceId':'5b8efff798038103d269b633813fc60c'}]";

  private static List<String> page(Exporters exporters) {
    return Families.text(
        exporters.exporter.scrape(new Format.Choice(Format.PROTOBUF, EscapingScheme.UNDERSCORES)));
  }

  @Test
  void numbers() {
    try (Exporters exporters = new Exporters("send_timestamps: true\n")) {
      exporters.request(
          attribute("service.name", "s"),
          "",
          gauge("g", "-0.5", attribute("a.b", "c")),
          counter(
              "c",
              2,
              point(1_250_000_000L, 2_000_000_000L, "7").replaceFirst("}$", EXEMPLAR + "}")),
          gauge("u", "3")
              .replaceFirst(
                  "}$", ",'metadata':[" + attribute("prometheus.type", "unknown") + "]}"));
      assertThat(page(exporters))
          .containsExactly(
              "name: \"c_total\" metric { label { name: \"job\" value: \"s\" } counter {"
                  + " value: 7.0 exemplar { label { name: \"trace_id\" value:"
                  + " \"5b8efff798038103d269b633813fc60c\" } value: 5.0 timestamp { seconds: 1"
                  + " nanos: 500000000 } } created { seconds: 1 nanos: 250000000 } } timestamp_ms:"
                  + " 2000 }",
              "name: \"g\" type: 1 metric { label { name: \"a_b\" value: \"c\" } label { name:"
                  + " \"job\" value: \"s\" } gauge { value: -0.5 } }",
              "name: \"target_info\" help: \"Target metadata\" type: 1 metric { label { name:"
                  + " \"job\" value: \"s\" } gauge { value: 1.0 } }",
              "name: \"u\" type: 3 metric { label { name: \"job\" value: \"s\" } untyped { value:"
                  + " 3.0 } }");
    }
  }

  @Test
  void exponentialHistogramsAreNativeAndHaveBounds() {
    try (Exporters exporters = new Exporters("")) {
      exporters.send(exponential(2, 0));
      assertThat(page(exporters))
          .containsExactly(
              "name: \"h\" type: 4 metric { histogram { count: 7 sum: 20.0 bucket { count: 1 bound:"
                  + " -1.0 } bucket { count: 3 } bucket { count: 3 bound: 2.0 } bucket {"
                  + " count: 6 bound: 4.0 } bucket { count: 6 bound: 8.0 exemplar { label { name:"
                  + " \"trace_id\" value: \"5b8efff798038103d269b633813fc60c\" } value: 5.0"
                  + " timestamp { seconds: 1 nanos: 500000000 } } } bucket { count: 7 bound: 16.0 }"
                  + " bucket { count: 7 bound: Infinity } zero_threshold: 1.0E-128 zero_count:"
                  + " 2 negative_span { offset: 1 length: 1 } negative_delta: 1 positive_span {"
                  + " offset: 2 length: 3 } positive_delta: 3 positive_delta: -3 positive_delta: 1"
                  + " created { nanos: 5 } exemplars { label { name: \"trace_id\" value:"
                  + " \"5b8efff798038103d269b633813fc60c\" } value: 5.0 timestamp { seconds: 1"
                  + " nanos: 500000000 } } } }");
    }
  }

  @Test
  void seriesOfOneNameThatAreNotAllNativeStandInTwoMessages() {
    try (Exporters exporters = new Exporters("")) {
      exporters.request(attribute("service.name", "a"), "", exponential(2, 0));
      exporters.request(
          attribute("service.name", "b"),
          "",
          "{'name':'h','histogram':{'aggregationTemporality':2,'dataPoints':[{'timeUnixNano':'2',"
              + "'explicitBounds':[1],'bucketCounts':['1','2'],'count':'3','sum':12.25}]}}");
      exporters.request(attribute("service.name", "c"), "", exponential(2, -6));
      exporters.request(attribute("service.name", "d"), "", exponential(2, 0));
      List<String> messages =
          page(exporters).stream().filter(text -> text.startsWith("name: \"h\"")).toList();
      assertThat(messages).hasSize(2);
      assertThat(messages.getFirst())
          .contains("value: \"b\"", "value: \"c\"")
          .doesNotContain("value: \"a\"", "value: \"d\"", "zero_threshold");
      assertThat(messages.getLast())
          .contains("value: \"a\"", "value: \"d\"", "zero_threshold")
          .doesNotContain("value: \"b\"", "value: \"c\"");
    }
  }

  @Test
  void whatPrometheusHasNoNativeFormForHasBoundsOnly() {
    try (Exporters exporters = new Exporters("")) {
      exporters.send(exponential(2, -6));
      assertThat(page(exporters)).singleElement().asString().doesNotContain("zero_threshold");
      assertThat(
              exporters.settings.meter().count("otelcol_exporter_prometheus_converted_histograms"))
          .isEqualTo(1);
    }
    try (Exporters exporters = new Exporters("")) {
      exporters.send(exponential(2, 0).replace("'count':'7'", "'count':'8'"));
      assertThat(page(exporters)).singleElement().asString().doesNotContain("zero_threshold");
    }
  }

  @Test
  void deltasKeepTheStartOfTheFirst() {
    try (Exporters exporters = new Exporters("")) {
      exporters.send(counter("c", 1, point(5, 10, "1")));
      exporters.send(counter("c", 1, point(10, 20, "1")));
      exporters.send(exponential(1, 0));
      exporters.send(
          exponential(1, 0).replace("'5','time", "'10','time").replace("'10'}", "'20'}"));
      assertThat(page(exporters))
          .allSatisfy(family -> assertThat(family).contains("created { nanos: 5 }"));
    }
  }

  @Test
  void summaries() {
    try (Exporters exporters = new Exporters("")) {
      exporters.send(
          "{'name':'s','summary':{'dataPoints':[{'startTimeUnixNano':'1','timeUnixNano':'2',"
              + "'count':'4','sum':10,'quantileValues':[{'quantile':0.5,'value':2}]}]}}");
      assertThat(page(exporters))
          .containsExactly(
              "name: \"s\" type: 2 metric { summary { count: 4 sum: 10.0 quantile { quantile: 0.5"
                  + " value: 2.0 } created { nanos: 1 } } }");
    }
  }

  @Test
  void histogramsWithBoundsKeepTheirExemplars() {
    try (Exporters exporters = new Exporters("")) {
      exporters.send(
          "{'name':'h','histogram':{'aggregationTemporality':2,'dataPoints':[{'timeUnixNano':'2',"
              + "'explicitBounds':[1],'bucketCounts':['1','2'],'count':'3','sum':12.25"
              + EXEMPLAR
              + "}]}}");
      assertThat(page(exporters))
          .containsExactly(
              "name: \"h\" type: 4 metric { histogram { count: 3 sum: 12.25 bucket { count: 1"
                  + " bound: 1.0 } bucket { count: 3 bound: Infinity exemplar { label { name:"
                  + " \"trace_id\" value: \"5b8efff798038103d269b633813fc60c\" } value: 5.0"
                  + " timestamp { seconds: 1 nanos: 500000000 } } } } }");
    }
  }

  private static String exponential(int temporality, int scale) {
    return "{'name':'h','exponentialHistogram':{'aggregationTemporality':"
        + temporality
        + ",'dataPoints':[{'startTimeUnixNano':'5','timeUnixNano':'10',"
        + "'scale':"
        + scale
        + ",'zeroCount':'2','positive':{'offset':1,'bucketCounts':['3','0','1']},"
        + "'negative':{'offset':0,'bucketCounts':['1']},'count':'7','sum':20"
        + EXEMPLAR
        + "}]}}";
  }
}

package io.beltline.exporter.prometheusremotewrite;

import static io.beltline.exporter.prometheusremotewrite.RunningExporter.attribute;
import static io.beltline.exporter.prometheusremotewrite.RunningExporter.gauge;
import static io.beltline.exporter.prometheusremotewrite.RunningExporter.point;
import static io.beltline.exporter.prometheusremotewrite.TranslatedMetrics.V1;
import static io.beltline.exporter.prometheusremotewrite.TranslatedMetrics.lines;
import static io.beltline.exporter.prometheusremotewrite.TranslatedMetrics.linesOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The names and labels of what is sent. */
class LabelTranslationTest {
  private static final String SHOP =
      attribute("service.namespace", "eu")
          + ","
          + attribute("service.name", "shop")
          + ","
          + attribute("service.instance.id", "i1")
          + ","
          + attribute("host.name", "h");

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
  void labelsThatCollideAreJoined() {
    assertThat(lines(V1, gauge("temp", 5, "1", attribute("a.b", "1"), attribute("a_b", "2"))))
        .containsExactly("temp{a_b=\"1;2\"} 1@5000");
  }
}

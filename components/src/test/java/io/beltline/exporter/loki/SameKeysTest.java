package io.beltline.exporter.loki;

import static io.beltline.exporter.loki.RunningExporter.attribute;
import static io.beltline.exporter.loki.RunningExporter.record;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Attributes whose key has another value as a label or in structured metadata. */
class SameKeysTest {

  private static String sent(String yaml, String resource, String... attributes) {
    try (RunningExporter running = new RunningExporter(yaml)) {
      running.sendOf(resource, record(1, "x", attributes));
      return running.backend.lines().getFirst();
    }
  }

  @Test
  void aLabelThatTheExporterMakesHidesNoAttribute() {
    assertThat(sent("", attribute("service.name", "cart"), attribute("job", "nightly-backup")))
        .contains("job=\"cart\"")
        .contains("\"attributes\":{\"job\":\"nightly-backup\"}");
    assertThat(sent("", attribute("job", "cart"), attribute("service.name", "other")))
        .contains("\"resources\":{\"job\":\"cart\"}");
    assertThat(sent("format: logfmt\n", "", attribute("exporter", "syslog")))
        .contains("attribute_exporter=syslog");
  }

  @Test
  void aLabelOfTheResourceHidesNoOtherValueOfTheRecord() {
    String resource =
        attribute("host.name", "collector-1")
            + ","
            + attribute("loki.resource.labels", "host.name");
    assertThat(sent("", resource, attribute("host.name", "switch-7")))
        .contains("host_name=\"collector-1\"")
        .contains("\"attributes\":{\"host.name\":\"switch-7\"}")
        .doesNotContain("resources");
    assertThat(sent("", resource, attribute("host.name", "collector-1")))
        .as("told by the label")
        .doesNotContain("attributes");
    String older = "labels: {attributes: {host.name: host}, resource: {host.name: host}}\n";
    assertThat(sent(older, attribute("host.name", "h1"), attribute("host.name", "h2")))
        .isEqualTo("{host=\"h1\"} @1 host.name=\"h2\" x");
  }

  @Test
  void structuredMetadataOfTheRecordHidesNoOtherValueOfTheResource() {
    for (String wanted : new String[] {"'*'", "host.name"}) {
      assertThat(
              sent(
                  "mapping: {structured_metadata: [" + wanted + "]}\n",
                  attribute("host.name", "collector-1"),
                  attribute("host.name", "switch-7")))
          .contains(" | host_name=switch-7")
          .contains("\"resources\":{\"host.name\":\"collector-1\"}")
          .doesNotContain("attributes");
    }
  }

  @Test
  void theHintsThemselvesAreNotSent() {
    assertThat(
            sent(
                "mapping: {structured_metadata: ['*']}\n",
                attribute("loki.format", "json"),
                attribute("loki.tenant", "none")))
        .isEqualTo("{exporter=\"OTLP\"} @1 {\"body\":\"x\"}");
  }
}

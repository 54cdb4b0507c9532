package io.beltline.exporter.loki;

import static io.beltline.exporter.loki.RunningExporter.attribute;
import static io.beltline.exporter.loki.RunningExporter.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult;
import io.beltline.transport.http.HttpResponse;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Attributes that raw lines have no place for when structured metadata has none either. */
class LostAttributesTest {
  private static final String ALL = "mapping: {structured_metadata: ['*']}\n";

  private static String wide() {
    return record(
        1,
        "x",
        IntStream.range(0, 140).mapToObj(i -> attribute("a" + i, "1")).toArray(String[]::new));
  }

  private static long lost(RunningExporter running, String reason) {
    return running
        .settings
        .meter()
        .count("otelcol_exporter_loki_lost_attributes", Map.of("reason", reason));
  }

  @Test
  void whatFindsNoRoomIsCounted() {
    try (RunningExporter running = new RunningExporter("format: raw\n" + ALL)) {
      assertThat(running.send(wide())).isEqualTo(ExportResult.delivered());
      assertThat(lost(running, "room")).isEqualTo(12);
      assertThat(lost(running, "name")).isZero();
    }
    try (RunningExporter running = new RunningExporter(ALL)) {
      running.send(wide());
      assertThat(lost(running, "room")).as("it stays in a line of JSON").isZero();
      assertThat(running.backend.lines().getFirst()).contains("\"a139\":\"1\"");
    }
  }

  @Test
  void whatIsNamedAsAnotherOneIsCounted() {
    try (RunningExporter running = new RunningExporter("format: raw\n" + ALL)) {
      running.send(
          record(
              1,
              "x",
              attribute("a.b", "1"),
              attribute("a_b", "2"),
              attribute("c.d", "same"),
              attribute("c_d", "same")));
      assertThat(running.backend.lines())
          .containsExactly("{exporter=\"OTLP\"} @1 x | a_b=1 | c_d=same");
      assertThat(lost(running, "name")).isEqualTo(1);
    }
  }

  @Test
  void whatTheTenantDoesNotTakeIsCountedOnce() {
    try (RunningExporter running = new RunningExporter("format: raw\n" + ALL)) {
      running.backend.script(
          got ->
              got.lines().stream().anyMatch(line -> line.contains(" | "))
                  ? HttpResponse.text(
                      400,
                      "stream '{exporter=\"OTLP\"}' includes structured metadata, but this feature"
                          + " is disallowed. Please see `limits_config.allow_structured_metadata`")
                  : LokiBackend.STORED);
      assertThat(running.send(wide())).isEqualTo(ExportResult.delivered());
      assertThat(lost(running, "not_allowed")).isEqualTo(140);
      assertThat(lost(running, "room")).as("planned anew").isZero();
    }
  }

  @Test
  void whatCountsAsALostLabelOrWasNotAskedForIsNotCounted() {
    String wide = "w".repeat(65_000);
    String yaml = "format: raw\nmapping: {structured_metadata: [big, label]}\n";
    try (RunningExporter running = new RunningExporter(yaml)) {
      running.send(
          record(
              1,
              "x",
              attribute("big", wide),
              attribute("label", wide),
              attribute("other", "1"),
              attribute("loki.attribute.labels", "big,label")));
      assertThat(running.lost("label")).isEqualTo(1);
      assertThat(lost(running, "room")).isZero();
    }
  }

  @Test
  void anAttributeOfTheKeyOfALostLabelCountsByItself() {
    String wide = "w".repeat(65_536);
    String resource =
        attribute("host.name", wide) + "," + attribute("loki.resource.labels", "host.name");
    try (RunningExporter running = new RunningExporter("format: raw\n" + ALL)) {
      running.sendOf(resource, record(1, "x", attribute("host.name", wide + "!")));
      assertThat(running.lost("host_name")).isEqualTo(1);
      assertThat(lost(running, "room")).isEqualTo(1);
    }
  }
}

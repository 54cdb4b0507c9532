package io.beltline.exporter.loki;

import static io.beltline.exporter.loki.RunningExporter.attribute;
import static io.beltline.exporter.loki.RunningExporter.logs;
import static io.beltline.exporter.loki.RunningExporter.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Part;
import io.beltline.api.ExportResult.Partial;
import io.beltline.api.ExportResult.Refused;
import io.beltline.model.otlp.OtlpJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tenants can be sent. */
class TenantsTest {
  private static final String BY_TEAM = "format: raw\ntenant: {source: attributes, value: team}\n";

  private static String of(String tenant, long seconds, String line) {
    return record(seconds, line, attribute("team", tenant));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\nb", "a\\u0000", "größe", "名"})
  void aTenantThatCannotBeSentIsADeadLetter(String tenant) {
    try (RunningExporter running = new RunningExporter("format: raw\n")) {
      String hint = attribute("loki.tenant", "team");
      Partial result = (Partial) running.sendOf(hint, of(tenant, 1, "x"), of("b", 1, "y"));
      assertThat(result.parts()).hasSize(1);
      Part part = result.parts().getFirst();
      assertThat(OtlpJson.write(part.telemetry()))
          .isEqualTo(OtlpJson.write(logs(hint, of(tenant, 1, "x"))));
      assertThat(part.refusal().action()).isEqualTo(Action.DEAD_LETTER);
      assertThat(part.refusal().bisect()).isFalse();
      assertThat(part.refusal().message()).contains("tenant");
      assertThat(running.refused("tenant")).isEqualTo(1);
      assertThat(running.backend.got()).extracting(LokiBackend.Got::tenant).containsExactly("b");
    }
  }

  @Test
  void aTenantThatIsTooLongIsOneToo() {
    try (RunningExporter running = new RunningExporter(BY_TEAM)) {
      Refused result = (Refused) running.send(of("t".repeat(1025), 1, "x"));
      assertThat(result.refusal().action()).isEqualTo(Action.DEAD_LETTER);
      assertThat(running.send(of("t".repeat(1024), 1, "x"))).isEqualTo(ExportResult.delivered());
    }
  }

  @Test
  void spacesAroundATenantAreNoneOfIt() {
    try (RunningExporter running = new RunningExporter(BY_TEAM)) {
      running.send(of(" b ", 1, "x"));
      assertThat(running.backend.got()).extracting(LokiBackend.Got::tenant).containsExactly("b");
    }
  }
}

package io.beltline.exporter.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents of each mode and signal, byte for byte: OTLP/JSON in, lines out. */
class GoldenDocumentsTest {
  private final Engine engine = new Engine();

  @AfterEach
  void end() {
    engine.close();
  }

  @ParameterizedTest
  @CsvSource({
    "otel,logs",
    "otel,traces",
    "otel,metrics",
    "ecs,logs",
    "ecs,traces",
    "ecs,metrics",
    "none,logs",
    "none,traces",
    "raw,logs",
    "raw,traces",
    "bodymap,logs"
  })
  void documentsAreAsWritten(String mode, String name) throws IOException {
    Signal signal = Signal.valueOf(name.toUpperCase(Locale.ROOT));
    String input = mode.equals("bodymap") ? "bodies" : name;
    Telemetry telemetry = OtlpJson.read(signal, bytes(input + ".json"));
    ExportResult result =
        engine.export("mapping: {mode: " + mode + "}\ndocument_ids: {enabled: false}\n", telemetry);
    assertThat(String.join("\n", engine.lines()) + "\n")
        .isEqualTo(new String(bytes(mode + "-" + name + ".ndjson"), StandardCharsets.UTF_8));
    assertThat(result).isEqualTo(ExportResult.delivered());
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = GoldenDocumentsTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}

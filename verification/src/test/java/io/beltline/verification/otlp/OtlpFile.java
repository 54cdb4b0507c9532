package io.beltline.verification.otlp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a file exporter wrote: one OTLP/JSON request a line. */
public final class OtlpFile {
  private OtlpFile() {}

  /** The requests of all complete lines; none while the file does not exist. */
  public static List<JsonNode> requests(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    String text = Files.readString(file, StandardCharsets.UTF_8);
    // The last line may be half written.
    String complete = text.substring(0, text.lastIndexOf('\n') + 1);
    return complete.lines().map(line -> JsonMapper.shared().readTree(line)).toList();
  }
}

package io.beltline.receiver.influxdb;

import io.beltline.components.otlp.Room;
import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.otlp.OtlpJson;
import java.nio.charset.StandardCharsets;

/** What lines come to. */
final class TranslatedLines {
  private static final String ALONE = "{'resource':{},'scopeMetrics':[{'scope':{},'metrics':[";

  private TranslatedLines() {}

  static Translation translation(String lines) throws MalformedLineException {
    Translation translation = new Translation(Room.unlimited());
    LineReader reader =
        new LineReader(Slice.utf8(lines), Precision.NANOSECONDS, 9, Room.unlimited());
    for (Line line = reader.next(); line != null; line = reader.next()) {
      translation.add(line);
    }
    return translation;
  }

  /** The metrics of lines as JSON, without what is around them. */
  static String metrics(String lines) throws MalformedLineException {
    return new String(
            OtlpJson.write(new Metrics(Payload.of(translation(lines).request()))),
            StandardCharsets.UTF_8)
        .replace('"', '\'')
        .replace("{'resourceMetrics':[", "")
        .replace(ALONE, "")
        .replaceAll("(\\d)\\.0(?=[,}\\]])", "$1")
        .replaceAll("]}]}]}$", "");
  }

  static String attribute(String key, String value) {
    return "'attributes':[{'key':'" + key + "','value':{'stringValue':'" + value + "'}}],";
  }
}

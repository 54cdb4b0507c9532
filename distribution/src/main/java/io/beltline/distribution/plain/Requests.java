package io.beltline.distribution.plain;

import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads requests in OTLP/JSON; which signal they are of is told by their first key. */
public final class Requests {
  private Requests() {}

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Telemetry read(String json) {
    return of(JsonTree.read(json.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * A request of a tree.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Telemetry of(@Nullable Object tree) {
    if (tree instanceof Map<?, ?> map) {
      for (Signal signal : Signal.values()) {
        if (map.containsKey(PlainItems.resources(signal))) {
          return OtlpJson.read(signal, JsonTree.write(tree));
        }
      }
    }
    throw new IllegalArgumentException(
        "is no request in OTLP/JSON (expected: an object with resourceLogs, resourceSpans or"
            + " resourceMetrics)");
  }

  /**
   * The requests of a file: one object, or one on each line.
   *
   * @throws IllegalArgumentException if it cannot be read or holds none
   */
  public static List<Telemetry> file(Path path) {
    String text;
    try {
      text = Files.readString(path);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("cannot be read: " + unreadable, unreadable);
    }
    return all(text);
  }

  /**
   * The requests of a text: one object, or one on each line.
   *
   * @throws IllegalArgumentException if it holds none
   */
  public static List<Telemetry> all(String text) {
    String[] lines = text.strip().split("\n", -1);
    if (lines.length > 1 && lines[0].strip().endsWith("}")) {
      List<Telemetry> requests = new ArrayList<>();
      for (String line : lines) {
        if (!line.isBlank()) {
          requests.add(read(line));
        }
      }
      return requests;
    }
    return List.of(read(text));
  }

  /** Log records of texts: each is the body of one. */
  public static Telemetry lines(List<String> lines) {
    return PlainItems.telemetry(
        Signal.LOGS, lines.stream().map(line -> Map.of("body", line)).toList());
  }
}

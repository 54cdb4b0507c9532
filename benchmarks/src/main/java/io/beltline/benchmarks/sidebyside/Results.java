package io.beltline.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Measurements in a file, a JSON object in each line, written as they are taken: a run can be cut
 * off, and another goes on.
 */
final class Results {
  private static final JsonFactory JSON = new JsonFactory();

  private final Path file;

  Results(Path directory) throws IOException {
    Files.createDirectories(directory);
    file = directory.resolve("measurements.jsonl");
  }

  void add(Measurement measurement) throws IOException {
    String line =
        measurement.fields().entrySet().stream()
            .map(field -> "\"" + field.getKey() + "\":" + value(field.getValue()))
            .collect(Collectors.joining(",", "{", "}\n"));
    Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Notes that a scenario was measured to its end. */
  void finished(String scenario) throws IOException {
    String line = "{\"finished\":\"" + scenario + "\"}\n";
    Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Whether a scenario was measured to its end; one that was cut off was not. */
  boolean isFinished(String scenario) throws IOException {
    return lines().stream().anyMatch(fields -> scenario.equals(fields.get("finished")));
  }

  private static String value(Object value) {
    return switch (value) {
      case Double number -> String.format(Locale.ROOT, "%.4f", number);
      case Integer number -> number.toString();
      default ->
          "\"" + value.toString().replaceAll("[\\\\\"]", "'").replaceAll("\\p{Cntrl}", " ") + "\"";
    };
  }

  List<Measurement> all() throws IOException {
    return lines().stream()
        .filter(fields -> fields.containsKey("scenario"))
        .map(Measurement::of)
        .toList();
  }

  private List<Map<String, Object>> lines() throws IOException {
    List<Map<String, Object>> all = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        all.add(fields(line));
      }
    }
    return all;
  }

  private static Map<String, Object> fields(String line) {
    Map<String, Object> fields = new LinkedHashMap<>();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
      String name = "";
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        switch (token) {
          case PROPERTY_NAME -> name = parser.currentName();
          case VALUE_STRING -> fields.put(name, parser.getString());
          case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT -> fields.put(name, parser.getDoubleValue());
          default -> {} // the braces
        }
      }
    }
    return fields;
  }
}

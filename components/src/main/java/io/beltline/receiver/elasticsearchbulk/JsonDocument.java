package io.beltline.receiver.elasticsearchbulk;

import io.beltline.components.otlp.Room;
import io.beltline.model.Slice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads one JSON object into values of log records. One thread. */
final class JsonDocument {
  /** How deep values may stand in each other: as deep as the model's. */
  private static final int DEEPEST = 60;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** What a value takes beside its text. */
  private static final int VALUE = 96;

  private final Room room;

  JsonDocument(Room room) {
    this.room = room;
  }

  /** A line is no JSON object. */
  static final class NoDocumentException extends Exception {
    private static final long serialVersionUID = 1L;

    NoDocumentException(String message) {
      super(message, null, false, false);
    }
  }

  /** Reads a line. */
  Map<String, @Nullable Object> read(Slice line) throws NoDocumentException {
    try (JsonParser json =
        JSON.createParser(ObjectReadContext.empty(), line.array(), line.offset(), line.length())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new NoDocumentException("no JSON object");
      }
      Map<String, @Nullable Object> document = map(json);
      if (json.nextToken() != null) {
        throw new NoDocumentException("more than one JSON object in a line");
      }
      return document;
    } catch (JacksonException | NumberFormatException wrong) {
      throw new NoDocumentException("no JSON object: " + words(wrong));
    }
  }

  private static String words(RuntimeException wrong) {
    String words =
        wrong instanceof JacksonException json
            ? String.valueOf(json.getOriginalMessage())
            : String.valueOf(wrong.getMessage());
    int options = words.indexOf(" (start marker");
    return options < 0 ? words : words.substring(0, options);
  }

  private Map<String, @Nullable Object> map(JsonParser json) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      map.put(name, value(json));
    }
    return map;
  }

  private @Nullable Object value(JsonParser json) {
    room.take(VALUE);
    return switch (json.currentToken()) {
      case START_OBJECT -> map(json);
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(json));
        }
        yield list;
      }
      case VALUE_STRING -> json.getString();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> integer(json);
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case null, default -> null;
    };
  }

  private static Object integer(JsonParser json) {
    return switch (json.getNumberType()) {
      case INT, LONG -> (Object) json.getLongValue();
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> Double.parseDouble(json.getString());
    };
  }
}

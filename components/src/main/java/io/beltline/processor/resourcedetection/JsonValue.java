package io.beltline.processor.resourcedetection;

import io.beltline.components.json.JsonInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON value, read whole. Keys are found whatever their case.
 *
 * @param content a map, a list, a text (numbers and booleans too), or null
 */
record JsonValue(@Nullable Object content) {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final JsonValue NONE = new JsonValue(null);

  /**
   * Reads a text.
   *
   * @param who what is named if it is no JSON
   */
  static JsonValue read(String who, String text) throws DetectionException {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() == null) {
        throw DetectionException.of(who + " gave nothing (expected: JSON)");
      }
      return value(json);
    } catch (JacksonException malformed) {
      throw DetectionException.of(who + " gave no JSON: " + JsonInput.words(malformed));
    }
  }

  private static JsonValue value(JsonParser json) {
    return switch (json.currentToken()) {
      case START_OBJECT -> {
        Map<String, JsonValue> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = json.currentName();
          json.nextToken();
          fields.put(name, value(json));
        }
        yield new JsonValue(fields);
      }
      case START_ARRAY -> {
        List<JsonValue> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(json));
        }
        yield new JsonValue(items);
      }
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          new JsonValue(json.getString());
      case null, default -> NONE;
    };
  }

  /** What stands under keys, from the outermost in; a value without content if nothing does. */
  JsonValue at(String... keys) {
    JsonValue found = this;
    for (String key : keys) {
      found = found.fields().getOrDefault(key, NONE);
    }
    return found;
  }

  /** The fields of an object; none of anything else. */
  @SuppressWarnings("unchecked")
  Map<String, JsonValue> fields() {
    return content instanceof Map<?, ?> map ? (Map<String, JsonValue>) map : Map.of();
  }

  /** The items of an array; none of anything else. */
  @SuppressWarnings("unchecked")
  List<JsonValue> items() {
    return content instanceof List<?> list ? (List<JsonValue>) list : List.of();
  }

  /** A text, number or boolean as text; empty for anything else. */
  String text() {
    return content instanceof String text ? text : "";
  }

  /** The text under a key. */
  String text(String... keys) {
    return at(keys).text();
  }
}

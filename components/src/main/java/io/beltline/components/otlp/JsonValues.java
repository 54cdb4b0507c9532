package io.beltline.components.otlp;

import io.beltline.components.json.JsonInput;
import io.beltline.model.Slice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON that others send into the values of log records: maps in the order written, lists,
 * texts, Boolean, Long, Double and null. Room is taken for each value before it is made. Parsers
 * throw Jackson's exceptions.
 */
public final class JsonValues {
  /**
   * How deep values may stand in each other: what is made of them nests no deeper than OTLP may.
   */
  public static final int DEEPEST = 60;

  /** What a value takes beside its text. */
  private static final int VALUE = 96;

  private static final JsonFactory FACTORY = JsonInput.nesting(DEEPEST);

  private JsonValues() {}

  /** A parser of a text. */
  public static JsonParser parser(Slice text) {
    return FACTORY.createParser(
        ObjectReadContext.empty(), text.array(), text.offset(), text.length());
  }

  /** The object a parser stands at the beginning of. */
  public static Map<String, @Nullable Object> object(JsonParser json, Room room) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      map.put(name, value(json, room));
    }
    return map;
  }

  /** The value a parser stands at the beginning of. */
  public static @Nullable Object value(JsonParser json, Room room) {
    room.take(VALUE);
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json, room);
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(json, room));
        }
        yield list;
      }
      case VALUE_STRING -> json.getString();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> integer(json);
      case VALUE_NUMBER_FLOAT -> decimal(json, json.getDoubleValue());
      case null, default -> null;
    };
  }

  private static Object integer(JsonParser json) {
    return switch (json.getNumberType()) {
      case INT, LONG -> (Object) json.getLongValue();
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL ->
          decimal(json, Double.parseDouble(json.getString()));
    };
  }

  /** A number that is too large for a double stays as it is written. */
  private static Object decimal(JsonParser json, double number) {
    return Double.isInfinite(number) ? (Object) json.getString() : number;
  }
}

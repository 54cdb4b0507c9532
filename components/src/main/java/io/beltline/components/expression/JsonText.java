package io.beltline.components.expression;

import io.beltline.components.json.JsonInput;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** JSON as values: maps in the order written, lists, texts, numbers, true, false, null. */
public final class JsonText {
  /** How deep values may stand in each other: as deep as the model's. */
  private static final int DEPTH = 60;

  private static final JsonFactory FACTORY = JsonInput.nesting(DEPTH);

  private JsonText() {}

  /**
   * Reads a text. All numbers become doubles.
   *
   * @throws ExpressionException if it is no JSON, or nested too deeply
   */
  public static @Nullable Object read(String text) throws ExpressionException {
    return read(text, false);
  }

  /**
   * Reads a text.
   *
   * @param whole whether whole numbers become longs
   * @throws ExpressionException if it is no JSON, or nested too deeply
   */
  public static @Nullable Object read(String text, boolean whole) throws ExpressionException {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() == null) {
        throw new ExpressionException("no JSON: the text is empty");
      }
      Object value = value(json, whole);
      if (json.nextToken() != null) {
        throw new ExpressionException("no JSON: there is more behind the value");
      }
      return value;
    } catch (JacksonException wrong) {
      throw new ExpressionException("no JSON: " + JsonInput.words(wrong));
    }
  }

  private static @Nullable Object value(JsonParser json, boolean whole) {
    return switch (json.currentToken()) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
          json.nextToken();
          map.put(name, value(json, whole));
        }
        yield map;
      }
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(json, whole));
        }
        yield list;
      }
      case VALUE_STRING -> json.getString();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> number(json, whole);
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      default -> null;
    };
  }

  private static Object number(JsonParser json, boolean whole) {
    JsonParser.NumberType type = json.getNumberType();
    boolean fits = type == JsonParser.NumberType.INT || type == JsonParser.NumberType.LONG;
    if (whole && fits) {
      return json.getLongValue();
    }
    return fits ? (double) json.getLongValue() : Double.parseDouble(json.getString());
  }

  /** Writes a value; what JSON does not have is written as text. */
  public static String write(@Nullable Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      write(json, value);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, @Nullable Object value) {
    switch (value) {
      case null -> json.writeNull();
      case String text -> json.writeString(text);
      case Boolean flag -> json.writeBoolean(flag);
      case Long number -> json.writeNumber(number);
      case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 ->
          json.writeNumber((long) number.doubleValue());
      case Double number -> json.writeNumber(number);
      case List<?> list -> {
        json.writeStartArray();
        list.forEach(item -> write(json, item));
        json.writeEndArray();
      }
      case Map<?, ?> map -> {
        json.writeStartObject();
        map.forEach(
            (key, item) -> {
              json.writeName(String.valueOf(key));
              write(json, item);
            });
        json.writeEndObject();
      }
      case byte[] bytes -> json.writeBinary(bytes);
      default -> json.writeString(value.toString());
    }
  }
}

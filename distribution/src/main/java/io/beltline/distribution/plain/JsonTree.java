package io.beltline.distribution.plain;

import java.io.ByteArrayOutputStream;
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

/**
 * JSON as maps, lists, texts, {@code Long} (or {@code BigInteger}), {@code Double}, booleans and
 * null.
 */
public final class JsonTree {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonTree() {}

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException if it is no JSON; says where
   */
  public static @Nullable Object read(byte[] json) {
    try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      in.nextToken();
      Object value = value(in);
      if (in.nextToken() != null) {
        throw new IllegalArgumentException("is more than one JSON value (expected: one)");
      }
      return value;
    } catch (JacksonException wrong) {
      throw new IllegalArgumentException(
          "is no JSON: %s at line %d, column %d"
              .formatted(
                  wrong.getOriginalMessage(),
                  wrong.getLocation().getLineNr(),
                  wrong.getLocation().getColumnNr()),
          wrong);
    }
  }

  private static @Nullable Object value(JsonParser in) {
    return switch (in.currentToken()) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
          in.nextToken();
          all.put(name, value(in));
        }
        yield all;
      }
      case START_ARRAY -> {
        List<@Nullable Object> items = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(in));
        }
        yield items;
      }
      case VALUE_NUMBER_INT ->
          in.getNumberValue() instanceof Integer small
              ? (Object) small.longValue()
              : in.getNumberValue();
      case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING -> in.getString();
      case null, default -> null;
    };
  }

  /** Writes a value on one line. */
  public static byte[] write(@Nullable Object value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      write(json, value);
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, @Nullable Object value) {
    switch (value) {
      case null -> json.writeNull();
      case Map<?, ?> map -> {
        json.writeStartObject();
        map.forEach(
            (name, inner) -> {
              json.writeName(String.valueOf(name));
              write(json, inner);
            });
        json.writeEndObject();
      }
      case List<?> items -> {
        json.writeStartArray();
        items.forEach(item -> write(json, item));
        json.writeEndArray();
      }
      case Boolean flag -> json.writeBoolean(flag);
      case Long number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      default -> json.writeString(value.toString());
    }
  }
}

package io.beltline.components.otlp;

import io.beltline.components.json.JsonInput;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Reads and writes small JSON objects. Safe for all threads. */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** Takes the fields of an object. */
  @FunctionalInterface
  interface Field {
    /**
     * Takes one field; the parser stands on its value. A value that is an object or an array and is
     * not of interest must be skipped with {@link JsonParser#skipChildren()}.
     */
    void take(String name, JsonParser value);
  }

  /** An object of what the writer writes. */
  static Slice object(Consumer<JsonGenerator> fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      fields.accept(json);
      json.writeEndObject();
    }
    return Slice.of(out.toByteArray());
  }

  /**
   * Reads an object.
   *
   * @throws MalformedTelemetryException if the bytes are no JSON object, or a value is not of the
   *     type the field expects
   */
  static void read(Slice object, Field field) {
    try (JsonParser json =
        FACTORY.createParser(
            ObjectReadContext.empty(), object.array(), object.offset(), object.length())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedTelemetryException("no JSON object");
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        json.nextToken();
        field.take(name, json);
      }
    } catch (JacksonException malformed) {
      throw new MalformedTelemetryException("no JSON: " + JsonInput.words(malformed));
    }
  }

  /** A 64-bit number, written as a number or, as protobuf's JSON does, as text. */
  static long number(JsonParser value) {
    return switch (value.currentToken()) {
      case VALUE_NUMBER_INT -> value.getLongValue();
      case VALUE_STRING -> parse(value.getString());
      case VALUE_NULL -> 0;
      case null, default -> throw new MalformedTelemetryException("no number");
    };
  }

  /** A text; other values give an empty one. */
  static String text(JsonParser value) {
    if (value.currentToken() == JsonToken.VALUE_STRING) {
      return value.getString();
    }
    value.skipChildren();
    return "";
  }

  private static long parse(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException noNumber) {
      throw new MalformedTelemetryException("no number");
    }
  }
}

package io.beltline.receiver.zipkin;

import io.beltline.components.json.JsonInput;
import io.beltline.components.otlp.Room;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/** Walks a list of objects in JSON. For one thread. */
final class JsonText {
  private static final int DEEPEST = 64;
  private static final JsonFactory FACTORY = JsonInput.nesting(DEEPEST);

  private final JsonParser json;
  private final Room room;

  private JsonText(JsonParser json, Room room) {
    this.json = json;
    this.room = room;
  }

  /** Takes one field of an object; the text stands on its value, which is not null. */
  @FunctionalInterface
  interface Field {
    /** Takes the value; a value that is an object or an array must be read or skipped. */
    void take(String name);
  }

  /**
   * Reads an array of objects, one after another.
   *
   * @param room asked before anything is made of the text
   * @throws MalformedTelemetryException if the bytes are no such array, with the place
   */
  static void list(Slice body, Room room, Consumer<JsonText> item) {
    try (JsonParser json =
        FACTORY.createParser(
            ObjectReadContext.empty(), body.array(), body.offset(), body.length())) {
      new JsonText(json, room).all(item);
    } catch (JacksonException e) {
      throw new MalformedTelemetryException(words(e) + at(e.getLocation()));
    }
  }

  private void all(Consumer<JsonText> item) {
    try {
      json.nextToken();
      array(() -> item.accept(this));
      if (json.nextToken() != null) {
        throw new MalformedTelemetryException("more text behind the end of the list");
      }
    } catch (MalformedTelemetryException malformed) {
      throw new MalformedTelemetryException(
          malformed.getMessage() + at(json.currentTokenLocation()));
    }
  }

  /** Reads an array whose elements are not null. */
  void array(Runnable element) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new MalformedTelemetryException("no list (expected: a list of objects)");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.VALUE_NULL) {
        element.run();
      }
    }
  }

  /** Reads the fields of an object. */
  void object(Field field) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new MalformedTelemetryException("no object (expected: {...})");
    }
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      if (json.nextToken() != JsonToken.VALUE_NULL) {
        field.take(name);
      }
    }
    if (json.currentToken() != JsonToken.END_OBJECT) {
      throw new MalformedTelemetryException("an object does not end");
    }
  }

  /** A text; numbers and flags count as such. */
  String text(String key) {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      return json.getString();
    }
    if (token == null || !token.isScalarValue()) {
      throw new MalformedTelemetryException(key + " is no text");
    }
    return json.getString();
  }

  /** A whole number; what is written with a fraction loses it. */
  long number(String key) {
    return switch (json.currentToken()) {
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_NUMBER_FLOAT -> (long) json.getDoubleValue();
      case VALUE_STRING -> quoted(key);
      case null, default -> throw new MalformedTelemetryException(key + " is no number");
    };
  }

  /** True or false. */
  boolean flag(String key) {
    return switch (json.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case null, default ->
          throw new MalformedTelemetryException(key + " is neither true nor false");
    };
  }

  /** A value of any simple type. */
  Tag tag(String key) {
    return switch (json.currentToken()) {
      case VALUE_TRUE -> Tag.of(true);
      case VALUE_FALSE -> Tag.of(false);
      case VALUE_NUMBER_INT -> Tag.of(json.getLongValue());
      case VALUE_NUMBER_FLOAT -> Tag.of(json.getDoubleValue());
      case null, default -> Tag.of(text(key));
    };
  }

  /** Takes room for what is made of the value. */
  void take(int bytes) {
    room.take(bytes);
  }

  /** Steps over the value. */
  void skip() {
    json.skipChildren();
  }

  private long quoted(String key) {
    try {
      return Long.parseLong(json.getString());
    } catch (NumberFormatException noNumber) {
      throw new MalformedTelemetryException(key + " is no number");
    }
  }

  private static String at(@Nullable TokenStreamLocation place) {
    return place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
  }

  private static String words(JacksonException e) {
    if (e instanceof UnexpectedEndOfInputException) {
      return "the text ends before the list does";
    }
    return JsonInput.words(e);
  }
}

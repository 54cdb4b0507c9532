package io.beltline.receiver.skywalking;

import io.beltline.model.MalformedTelemetryException;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads values in the JSON of protobuf: numbers may be texts, choices names or numbers, and null is
 * what is not written. For one thread.
 *
 * @see <a href="https://protobuf.dev/programming-guides/json/">the form</a>
 */
final class JsonFields {
  private final JsonParser json;

  JsonFields(JsonParser json) {
    this.json = json;
  }

  /** Shows the name of each field; its value must be read or skipped then. */
  void object(Consumer<String> fields) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw unexpected("an object");
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      fields.accept(name);
    }
  }

  /** Reads each element of an array. An empty object is an empty array: Lua does not tell them. */
  void each(Runnable element) {
    if (isNull()) {
      return;
    }
    if (json.currentToken() == JsonToken.START_OBJECT) {
      if (json.nextToken() != JsonToken.END_OBJECT) {
        throw unexpected("an array");
      }
      return;
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw unexpected("an array");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      element.run();
    }
  }

  void skip() {
    json.skipChildren();
  }

  /** A text; numbers and flags are texts too. */
  String text() {
    if (isNull()) {
      return "";
    }
    if (json.currentToken() == null || !json.currentToken().isScalarValue()) {
      throw unexpected("a text");
    }
    return json.getString();
  }

  /** A whole number, or a text of one. */
  long number() {
    if (isNull()) {
      return 0;
    }
    try {
      if (json.currentToken() == JsonToken.VALUE_STRING) {
        return Long.parseLong(json.getString());
      }
      if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
        return json.getLongValue();
      }
    } catch (NumberFormatException noNumber) {
      throw unexpected("a number");
    }
    throw unexpected("a number");
  }

  boolean flag() {
    if (isNull()) {
      return false;
    }
    return switch (json.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case null, default -> throw unexpected("true or false");
    };
  }

  /** A number of a choice, or its name; -1 for a name that is not known. */
  int choice(List<String> names) {
    return json.currentToken() == JsonToken.VALUE_STRING
        ? names.indexOf(json.getString())
        : (int) number();
  }

  private boolean isNull() {
    return json.currentToken() == JsonToken.VALUE_NULL;
  }

  private MalformedTelemetryException unexpected(String expected) {
    String where = json.currentName() == null ? "the body" : json.currentName();
    return new MalformedTelemetryException(
        "%s is %s (expected: %s)".formatted(where, json.currentToken(), expected));
  }
}

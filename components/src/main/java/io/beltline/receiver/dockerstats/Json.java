package io.beltline.receiver.dockerstats;

import io.beltline.components.json.JsonInput;
import io.beltline.model.Slice;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads an answer value by value, and keeps nothing. A null is as good as nothing; a value of
 * another kind than expected makes the answer malformed. One thread.
 */
final class Json {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser parser;

  private Json(JsonParser parser) {
    this.parser = parser;
  }

  /** An answer is not what the API's reference says. */
  static final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Shows a text's one value.
   *
   * @throws MalformedException if it is no JSON, or not as expected
   */
  static void read(Slice text, Consumer<Json> reader) {
    try (JsonParser parser =
        JSON.createParser(ObjectReadContext.empty(), text.array(), text.offset(), text.length())) {
      if (parser.nextToken() == null) {
        throw new MalformedException("the answer is empty");
      }
      reader.accept(new Json(parser));
    } catch (JacksonException malformed) {
      throw new MalformedException("the answer is no JSON: " + JsonInput.words(malformed));
    }
  }

  /** Shows the names of an object; whoever is shown one reads its value, or skips it. */
  void fields(Consumer<String> field) {
    if (isNull() || !expect(JsonToken.START_OBJECT)) {
      return;
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      field.accept(name);
    }
  }

  /** Shows the values of an array, one after the other. */
  void values(Runnable value) {
    if (isNull() || !expect(JsonToken.START_ARRAY)) {
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      value.run();
    }
  }

  /** Passes the value over. */
  void skip() {
    parser.skipChildren();
  }

  /** A text; empty for null. */
  String text() {
    return isNull() || !expect(JsonToken.VALUE_STRING) ? "" : parser.getString();
  }

  /** True or false; false for null. */
  boolean flag() {
    if (isNull() || parser.currentToken() == JsonToken.VALUE_FALSE) {
      return false;
    }
    return expect(JsonToken.VALUE_TRUE);
  }

  /** A whole number of 64 bits, with or without sign; 0 for null. */
  long number() {
    if (isNull()) {
      return 0;
    }
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
      return (long) parser.getDoubleValue();
    }
    expect(JsonToken.VALUE_NUMBER_INT);
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> parser.getBigIntegerValue().longValue();
    };
  }

  private boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  private boolean expect(JsonToken token) {
    if (parser.currentToken() != token) {
      throw new MalformedException(
          parser.currentName() + " is " + parser.currentToken() + " (expected: " + token + ")");
    }
    return true;
  }
}

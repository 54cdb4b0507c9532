package io.beltline.receiver.journald;

import io.beltline.components.json.JsonInput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads entries in the form of {@code journalctl --output=json}: fields are texts; what is no UTF-8
 * is an array of bytes; a field that is there several times is an array of those; one that is too
 * long to be shown is null. Immutable, safe for all threads.
 *
 * @see <a href="https://systemd.io/JOURNAL_EXPORT_FORMATS/#journal-json-format">the form</a>
 */
final class EntryParser {
  private static final int DEPTH = 4;
  private static final String CURSOR = "__CURSOR";
  private static final String TIME = "__REALTIME_TIMESTAMP";
  private static final String MESSAGE = "MESSAGE";
  private static final JsonFactory FACTORY = JsonInput.nesting(DEPTH);

  private final boolean messageAsText;

  /**
   * A parser.
   *
   * @param messageAsText whether a message that is bytes becomes text
   */
  EntryParser(boolean messageAsText) {
    this.messageAsText = messageAsText;
  }

  /**
   * Reads an entry.
   *
   * @throws MalformedEntryException if it is none, or has no cursor
   */
  JournalEntry parse(byte[] bytes, int from, int to) throws MalformedEntryException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    try (JsonParser json =
        FACTORY.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedEntryException("no JSON object");
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        json.nextToken();
        fields.put(name, value(json));
      }
      if (json.nextToken() != null) {
        throw new MalformedEntryException("more behind the JSON object");
      }
    } catch (JacksonException wrong) {
      throw new MalformedEntryException("no JSON: " + JsonInput.words(wrong));
    }
    if (!(fields.get(CURSOR) instanceof String cursor) || cursor.isEmpty()) {
      throw new MalformedEntryException("no " + CURSOR);
    }
    long micros = fields.remove(TIME) instanceof String text ? number(text) : 0;
    if (messageAsText && fields.get(MESSAGE) instanceof byte[] message) {
      fields.put(MESSAGE, new String(message, StandardCharsets.UTF_8));
    }
    return new JournalEntry(cursor, micros, fields);
  }

  private static long number(String micros) throws MalformedEntryException {
    try {
      return Math.multiplyExact(Long.parseUnsignedLong(micros), 1000L);
    } catch (NumberFormatException | ArithmeticException wrong) {
      throw new MalformedEntryException(TIME + " is no time");
    }
  }

  private static @Nullable Object value(JsonParser json) throws MalformedEntryException {
    return switch (json.currentToken()) {
      case VALUE_STRING -> json.getString();
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getString();
      case START_ARRAY -> array(json);
      case null, default -> throw new MalformedEntryException("a field that is an object");
    };
  }

  private static Object array(JsonParser json) throws MalformedEntryException {
    JsonToken first = json.nextToken();
    if (first == JsonToken.VALUE_NUMBER_INT) {
      return bytes(json);
    }
    List<@Nullable Object> values = new ArrayList<>();
    while (json.currentToken() != JsonToken.END_ARRAY) {
      values.add(value(json));
      json.nextToken();
    }
    return values;
  }

  private static byte[] bytes(JsonParser json) throws MalformedEntryException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      int value = json.getIntValue();
      if (value < 0 || value > 255) {
        throw new MalformedEntryException(value + " is no byte");
      }
      bytes.write(value);
      json.nextToken();
    }
    if (json.currentToken() != JsonToken.END_ARRAY) {
      throw new MalformedEntryException("something else among bytes");
    }
    return bytes.toByteArray();
  }
}

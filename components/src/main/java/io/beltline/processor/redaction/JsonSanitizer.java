package io.beltline.processor.redaction;

import java.io.StringWriter;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Puts a question mark in place of each value of a query in JSON; keys and shape stay. What is cut
 * off or broken ends in three dots where it breaks.
 */
final class JsonSanitizer {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_CONTENT).build();
  private static final String LIST_BEGINS = "[{\"";

  /** A number of a list that goes on or is cut off: no time, and not the number of a process. */
  private static final Pattern NUMBER =
      Pattern.compile("-?\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d*)?\\s*(?:,|$)");

  private JsonSanitizer() {}

  /** A query without its values; what does not begin as JSON stays as it is. */
  static String sanitize(String query) {
    if (query.isBlank()) {
      return query;
    }
    StringWriter out = new StringWriter(query.length());
    try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), query);
        JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        switch (token) {
          case START_OBJECT -> json.writeStartObject();
          case END_OBJECT -> json.writeEndObject();
          case START_ARRAY -> json.writeStartArray();
          case END_ARRAY -> json.writeEndArray();
          case PROPERTY_NAME -> json.writeName(in.currentName());
          default -> json.writeString("?");
        }
      }
    } catch (JacksonException malformed) {
      return begins(query) ? out + "..." : query; // it is looked at as text
    }
    return out.toString();
  }

  /** Whether a text begins as an object or a list of such does; {@code [INFO]} does not. */
  private static boolean begins(String query) {
    String text = query.stripLeading();
    if (!text.startsWith("[")) {
      return text.startsWith("{");
    }
    String first = text.substring(1).stripLeading();
    return !first.isEmpty()
        && (LIST_BEGINS.indexOf(first.charAt(0)) >= 0 || NUMBER.matcher(first).lookingAt());
  }
}

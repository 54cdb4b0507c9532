package io.beltline.processor.redaction;

import java.io.StringWriter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Puts a question mark in place of each value of a query in JSON; keys and shape stay. */
final class JsonSanitizer {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonSanitizer() {}

  /** A query without its values; what is no JSON stays as it is. */
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
      return query; // it is looked at as text
    }
    return out.toString();
  }
}

package io.beltline.service.admin;

import io.beltline.model.Slice;
import io.beltline.transport.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the answers of the admin API. Safe for all threads. */
final class AdminJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private AdminJson() {}

  /** An answer whose body is an object of what the writer writes. */
  static HttpResponse answer(int status, Consumer<JsonGenerator> fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      fields.accept(json);
      json.writeEndObject();
    }
    out.write('\n');
    return HttpResponse.of(status, "application/json", Slice.of(out.toByteArray())).compressed();
  }

  /** A refusal: a word for programs and a sentence for people. */
  static HttpResponse error(int status, String code, String message) {
    return answer(
        status,
        json -> {
          json.writeObjectPropertyStart("error");
          json.writeStringProperty("code", code);
          json.writeStringProperty("message", message);
          json.writeEndObject();
        });
  }

  /** An array of objects. */
  static <T> void array(JsonGenerator json, String name, Iterable<T> items, Consumer<T> fields) {
    json.writeArrayPropertyStart(name);
    for (T item : items) {
      json.writeStartObject();
      fields.accept(item);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** An object of numbers, sorted by name. */
  static void numbers(JsonGenerator json, String name, Map<String, Long> numbers) {
    json.writeObjectPropertyStart(name);
    new TreeMap<>(numbers).forEach(json::writeNumberProperty);
    json.writeEndObject();
  }

  /** A moment in UTC (RFC 3339); null if it is not known. */
  static void time(JsonGenerator json, String name, long unixNanos) {
    if (unixNanos == 0) {
      json.writeNullProperty(name);
    } else {
      json.writeStringProperty(name, Instant.ofEpochSecond(0, unixNanos).toString());
    }
  }
}

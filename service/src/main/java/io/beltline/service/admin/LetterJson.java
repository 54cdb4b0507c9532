package io.beltline.service.admin;

import io.beltline.api.Context;
import io.beltline.delivery.DeadLetters.DeadLetter;
import io.beltline.delivery.DeadLetters.Letterhead;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.model.otlp.OtlpJson;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;

/**
 * Dead letters as JSON. Of the metadata that travelled with one only the names are shown: the
 * values may be credentials.
 */
public final class LetterJson {
  private LetterJson() {}

  /** What stands on a letter, as an object. */
  public static Slice head(LetterId id, Letterhead head) {
    return AdminJson.answer(200, json -> head(json, id, head)).body();
  }

  /** What stands on a letter, as properties of an object. */
  static void head(JsonGenerator json, LetterId id, Letterhead head) {
    json.writeStringProperty("id", id.toString());
    json.writeStringProperty("queue", id.queue().toString());
    json.writeNumberProperty("number", id.number());
    json.writeStringProperty("signal", head.signal().label());
    json.writeStringProperty("reason", head.reason().label());
    json.writeStringProperty("status", head.status().code().name());
    json.writeNumberProperty("http_status", head.status().http());
    json.writeStringProperty("message", head.message());
    json.writeStringProperty("rule", head.rule());
    AdminJson.time(json, "first_attempt", head.firstUnixNanos());
    AdminJson.time(json, "last_attempt", head.lastUnixNanos());
    json.writeNumberProperty("items", head.items());
    json.writeNumberProperty("bytes", head.bytes());
  }

  /** The same with what travelled beside the items and the items as OTLP/JSON. */
  static void whole(JsonGenerator json, LetterId id, DeadLetter letter) {
    head(json, id, letter.head());
    Context context = letter.context();
    json.writeObjectPropertyStart("client");
    json.writeStringProperty("address", context.client().address());
    json.writeStringProperty("transport", context.client().transport());
    json.writeEndObject();
    json.writeArrayPropertyStart("metadata_names");
    context.metadata().asMap().keySet().forEach(json::writeString);
    json.writeEndArray();
    try {
      byte[] text = OtlpJson.write(letter.telemetry());
      json.writeName("telemetry");
      json.writeRawValue(new String(text, StandardCharsets.UTF_8));
    } catch (MalformedTelemetryException malformed) {
      json.writeStringProperty("malformed", String.valueOf(malformed.getMessage()));
      json.writeName("telemetry_base64");
      json.writeBinary(letter.telemetry().payload().contiguous().toByteArray());
    }
  }
}

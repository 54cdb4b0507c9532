package io.beltline.exporter.zipkin;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Attributes as a JSON object. */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  static JsonGenerator generator(OutputStream out) {
    return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
  }

  /** The object, in the order of the attributes. */
  static String of(AttributesView attributes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = generator(out)) {
      json.writeStartObject();
      while (attributes.next()) {
        json.writeName(attributes.item().key());
        value(json, attributes.item().value());
      }
      json.writeEndObject();
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void value(JsonGenerator json, AnyValueView value) {
    switch (value.valueCase()) {
      case AnyValueView.BOOL_VALUE -> json.writeBoolean(value.boolValue());
      case AnyValueView.INT_VALUE -> json.writeNumber(value.intValue());
      case AnyValueView.ARRAY_VALUE, AnyValueView.KVLIST_VALUE ->
          json.writeRawValue(value.asString());
      case AnyValueView.DOUBLE_VALUE -> {
        if (Double.isFinite(value.doubleValue())) {
          json.writeRawValue(value.asString());
        } else {
          json.writeString(String.valueOf(value.doubleValue()));
        }
      }
      case AnyValueView.STRING_VALUE, AnyValueView.BYTES_VALUE ->
          json.writeString(value.asString());
      default -> json.writeNull();
    }
  }
}

package io.beltline.verification.otlp;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Values of OTLP/JSON as the text of a tag: scalars as they are, arrays and maps as JSON. */
final class AnyText {
  private AnyText() {}

  /** The text of a value. */
  static String of(JsonNode value) {
    return value.has("stringValue") ? value.path("stringValue").asString("") : json(value);
  }

  /** Attributes as a JSON object, in their order. */
  static String map(JsonNode attributes) {
    return attributes
        .valueStream()
        .map(one -> text(one.path("key").asString("")) + ":" + json(one.path("value")))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String json(JsonNode value) {
    if (value.has("arrayValue")) {
      return value
          .path("arrayValue")
          .path("values")
          .valueStream()
          .map(AnyText::json)
          .collect(Collectors.joining(",", "[", "]"));
    }
    if (value.has("kvlistValue")) {
      return map(value.path("kvlistValue").path("values"));
    }
    if (value.has("doubleValue")) {
      double number = Double.parseDouble(value.path("doubleValue").asString("0"));
      return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
    if (value.has("intValue")) {
      return value.path("intValue").asString("0");
    }
    return value.has("boolValue")
        ? Boolean.toString(value.path("boolValue").asBoolean())
        : text(value.path("stringValue").asString(""));
  }

  private static String text(String text) {
    return StringNode.valueOf(text).toString();
  }
}

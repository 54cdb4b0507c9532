package io.beltline.model.otlp;

import java.util.Base64;

/**
 * The text of a value as the Go collector gives it: texts as they are, numbers as Go prints them,
 * bytes in base64, arrays and maps as JSON with sorted keys.
 */
final class AnyValueText {
  private AnyValueText() {}

  static String of(AnyValueView value) {
    return switch (value.valueCase()) {
      case AnyValueView.STRING_VALUE -> value.stringValue();
      case AnyValueView.BOOL_VALUE -> String.valueOf(value.boolValue());
      case AnyValueView.INT_VALUE -> String.valueOf(value.intValue());
      case AnyValueView.DOUBLE_VALUE -> GoNumber.json(value.doubleValue());
      case AnyValueView.BYTES_VALUE ->
          Base64.getEncoder().encodeToString(value.bytesValue().toByteArray());
      case AnyValueView.ARRAY_VALUE, AnyValueView.KVLIST_VALUE -> {
        StringBuilder out = new StringBuilder();
        json(value, out);
        yield out.toString();
      }
      default -> "";
    };
  }

  private static void json(AnyValueView value, StringBuilder out) {
    switch (value.valueCase()) {
      case AnyValueView.STRING_VALUE -> quoted(value.stringValue(), out);
      case AnyValueView.BYTES_VALUE, AnyValueView.DOUBLE_VALUE -> {
        boolean quote = value.hasBytesValue() || !Double.isFinite(value.doubleValue());
        String text = of(value);
        out.append(quote ? "\"" + text + "\"" : text);
      }
      case AnyValueView.ARRAY_VALUE -> {
        out.append('[');
        String gap = "";
        for (var e = value.arrayValue().values(); e.next(); gap = ",") {
          out.append(gap);
          json(e.item(), out);
        }
        out.append(']');
      }
      case AnyValueView.KVLIST_VALUE -> map(value, out);
      case AnyValueView.BOOL_VALUE, AnyValueView.INT_VALUE -> out.append(of(value));
      default -> out.append("null");
    }
  }

  /** Of several entries of one key the last counts, as in a map. */
  private static void map(AnyValueView value, StringBuilder out) {
    java.util.TreeMap<String, String> entries = new java.util.TreeMap<>();
    for (var e = value.kvlistValue().values(); e.next(); ) {
      StringBuilder text = new StringBuilder();
      json(e.item().value(), text);
      entries.put(e.item().key(), text.toString());
    }
    out.append('{');
    String gap = "";
    for (java.util.Map.Entry<String, String> entry : entries.entrySet()) {
      out.append(gap);
      quoted(entry.getKey(), out);
      out.append(':').append(entry.getValue());
      gap = ",";
    }
    out.append('}');
  }

  private static void quoted(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < 0x20 || c == '\u2028' || c == '\u2029') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}

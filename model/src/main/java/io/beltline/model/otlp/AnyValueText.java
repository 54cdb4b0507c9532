package io.beltline.model.otlp;

import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * The text of a value as the Go collector gives it: texts as they are, numbers as Go prints them,
 * bytes in base64, arrays and maps as JSON with sorted keys, or nothing if one holds what JSON
 * cannot say. Source: pdata/pcommon/value.go of open-telemetry/opentelemetry-collector.
 */
final class AnyValueText {
  private AnyValueText() {}

  static String of(AnyValueView value) {
    return switch (value.valueCase()) {
      case AnyValueView.STRING_VALUE -> value.stringValue();
      case AnyValueView.BOOL_VALUE -> String.valueOf(value.boolValue());
      case AnyValueView.INT_VALUE -> String.valueOf(value.intValue());
      case AnyValueView.DOUBLE_VALUE -> number(value.doubleValue());
      case AnyValueView.BYTES_VALUE ->
          Base64.getEncoder().encodeToString(value.bytesValue().toByteArray());
      case AnyValueView.ARRAY_VALUE, AnyValueView.KVLIST_VALUE -> {
        StringBuilder out = new StringBuilder();
        yield json(value, out) ? out.toString() : "";
      }
      default -> "";
    };
  }

  private static String number(double value) {
    String text = GoNumber.json(value);
    return Double.isFinite(value) ? text : "json: unsupported value: " + text;
  }

  /** Appends JSON, or says that there is none: it knows no infinity and no NaN. */
  private static boolean json(AnyValueView value, StringBuilder out) {
    switch (value.valueCase()) {
      case AnyValueView.STRING_VALUE, AnyValueView.BYTES_VALUE -> quoted(of(value), out);
      case AnyValueView.DOUBLE_VALUE -> {
        out.append(GoNumber.json(value.doubleValue()));
        return Double.isFinite(value.doubleValue());
      }
      case AnyValueView.ARRAY_VALUE -> {
        return array(value, out);
      }
      case AnyValueView.KVLIST_VALUE -> {
        return map(value, out);
      }
      case AnyValueView.BOOL_VALUE, AnyValueView.INT_VALUE -> out.append(of(value));
      default -> out.append("null");
    }
    return true;
  }

  private static boolean array(AnyValueView value, StringBuilder out) {
    out.append('[');
    String gap = "";
    for (var e = value.arrayValue().values(); e.next(); gap = ",") {
      out.append(gap);
      if (!json(e.item(), out)) {
        return false;
      }
    }
    out.append(']');
    return true;
  }

  /** Of several entries of one key the last counts, as in a map. */
  private static boolean map(AnyValueView value, StringBuilder out) {
    TreeMap<String, String> entries = new TreeMap<>();
    for (var e = value.kvlistValue().values(); e.next(); ) {
      StringBuilder text = new StringBuilder();
      if (!json(e.item().value(), text)) {
        return false;
      }
      entries.put(e.item().key(), text.toString());
    }
    out.append('{');
    String gap = "";
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      out.append(gap);
      quoted(entry.getKey(), out);
      out.append(':').append(entry.getValue());
      gap = ",";
    }
    out.append('}');
    return true;
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
          if (c < 0x20 || "<>&\u2028\u2029".indexOf(c) >= 0) {
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

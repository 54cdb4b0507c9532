package io.beltline.service.logging;

import java.util.Map;

/** Writes values as JSON into a text. */
final class JsonText {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder out;
  private final String colon;
  private final String comma;

  /** A writer; the console layout puts spaces behind colons and commas. */
  JsonText(StringBuilder out, boolean spaced) {
    this.out = out;
    this.colon = spaced ? ": " : ":";
    this.comma = spaced ? ", " : ",";
  }

  void object(Map<?, ?> map) {
    out.append('{');
    boolean first = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!first) {
        out.append(comma);
      }
      first = false;
      string(String.valueOf(entry.getKey()));
      out.append(colon);
      value(entry.getValue());
    }
    out.append('}');
  }

  private void value(@org.jspecify.annotations.Nullable Object value) {
    switch (value) {
      case null -> out.append("null");
      case Boolean b -> out.append(b.booleanValue());
      case Double d when !Double.isFinite(d) -> string(d.toString());
      case Float f when !Float.isFinite(f) -> string(f.toString());
      case Number n -> out.append(n);
      case Map<?, ?> m -> object(m);
      case Iterable<?> list -> array(list);
      case Throwable t -> string(t.getMessage() == null ? t.toString() : t.getMessage());
      default -> string(value.toString());
    }
  }

  private void array(Iterable<?> list) {
    out.append('[');
    boolean first = true;
    for (Object element : list) {
      if (!first) {
        out.append(comma);
      }
      first = false;
      value(element);
    }
    out.append(']');
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || c == 0x7f) {
            out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}

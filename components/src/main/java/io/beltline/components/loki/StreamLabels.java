package io.beltline.components.loki;

import io.beltline.model.MalformedTelemetryException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The labels of a stream as Loki writes them: {@code {app="shop", level="INFO"}}. Stateless but for
 * a walk over one text.
 */
public final class StreamLabels {
  private static final String ESCAPES = "abfnrtv\\'\"";
  private static final String MEANT = "\u0007\b\f\n\r\t\u000b\\'\"";

  private final String text;
  private int at;

  private StreamLabels(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /**
   * What was found in a text.
   *
   * @param labels by name
   * @param end the place behind them
   */
  public record Found(SortedMap<String, String> labels, int end) {}

  /**
   * Reads labels that are all of a text.
   *
   * @throws MalformedTelemetryException if it is something else
   */
  public static SortedMap<String, String> parse(String text) {
    StreamLabels walk = new StreamLabels(text, 0);
    walk.space();
    SortedMap<String, String> labels = walk.labels();
    walk.space();
    if (walk.at < text.length()) {
      throw walk.wrong("the end");
    }
    return labels;
  }

  /**
   * Reads labels from a place in a text.
   *
   * @throws MalformedTelemetryException if there are none
   */
  public static Found parse(String text, int from) {
    StreamLabels walk = new StreamLabels(text, from);
    SortedMap<String, String> labels = walk.labels();
    return new Found(labels, walk.at);
  }

  /** Writes labels by name. */
  public static String text(SortedMap<String, String> labels) {
    StringBuilder out = new StringBuilder(32 * labels.size() + 2).append('{');
    for (Map.Entry<String, String> label : labels.entrySet()) {
      out.append(out.length() > 1 ? ", " : "").append(label.getKey()).append('=');
      quoted(out, label.getValue());
    }
    return out.append('}').toString();
  }

  private static void quoted(StringBuilder out, String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      int known = MEANT.indexOf(c);
      if (known >= 0 && c != '\'') {
        out.append('\\').append(ESCAPES.charAt(known));
      } else if (c < ' ' || c == 0x7f) {
        out.append("\\x%02x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private SortedMap<String, String> labels() {
    expect('{');
    SortedMap<String, String> labels = new TreeMap<>();
    space();
    while (!isNext('}')) {
      String name = isNext('"') ? quoted() : name();
      space();
      expect('=');
      space();
      if (labels.put(name, quoted()) != null) {
        throw new MalformedTelemetryException("the label \"" + name + "\" stands twice");
      }
      space();
      if (!isNext('}')) {
        expect(',');
        space();
      }
    }
    at++;
    return labels;
  }

  private String name() {
    int from = at;
    while (at < text.length() && isPart(text.charAt(at), at == from)) {
      at++;
    }
    if (at == from) {
      throw wrong("a label");
    }
    return text.substring(from, at);
  }

  private static boolean isPart(char c, boolean first) {
    return c == '_'
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (!first && (c == ':' || c == '.' || (c >= '0' && c <= '9')));
  }

  private String quoted() {
    char quote = at < text.length() ? text.charAt(at) : ' ';
    if (quote != '"' && quote != '\'' && quote != '`') {
      throw wrong("a value in quotes");
    }
    at++;
    StringBuilder out = new StringBuilder();
    while (!isNext(quote)) {
      if (at >= text.length()) {
        throw wrong("the end of a value");
      }
      char c = text.charAt(at++);
      if (c == '\\' && quote != '`') {
        escape(out);
      } else {
        out.append(c);
      }
    }
    at++;
    return out.toString();
  }

  private void escape(StringBuilder out) {
    char c = at < text.length() ? text.charAt(at++) : ' ';
    int known = ESCAPES.indexOf(c);
    if (known >= 0) {
      out.append(MEANT.charAt(known));
      return;
    }
    switch (c) {
      case 'x' -> bytes(out, 2, 16);
      case 'u' -> out.appendCodePoint(number(4, 16));
      case 'U' -> out.appendCodePoint(number(8, 16));
      default -> {
        at--;
        bytes(out, 3, 8);
      }
    }
  }

  /** A byte, which is a character where it is ASCII; others stand for text that is no UTF-8. */
  private void bytes(StringBuilder out, int digits, int radix) {
    int value = number(digits, radix);
    out.append(value < 0x80 ? (char) value : '\ufffd');
  }

  private int number(int digits, int radix) {
    if (text.length() - at < digits) {
      throw wrong("an escape");
    }
    int value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = Character.digit(text.charAt(at), radix);
      if (digit < 0 || value > Character.MAX_CODE_POINT) {
        throw wrong("an escape");
      }
      value = value * radix + digit;
      at++;
    }
    if (value > Character.MAX_CODE_POINT) {
      throw wrong("an escape");
    }
    return value;
  }

  private void space() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean isNext(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private void expect(char c) {
    if (!isNext(c)) {
      throw wrong("\"" + c + "\"");
    }
    at++;
  }

  private MalformedTelemetryException wrong(String expected) {
    return new MalformedTelemetryException(
        "labels cannot be read at character %d (expected: %s)".formatted(at + 1, expected));
  }
}

package io.beltline.receiver.zipkin;

import io.beltline.model.otlp.Value;

/**
 * What {@code parse_string_tags} makes of a text: whole numbers, decimal fractions, {@code true}
 * and {@code false}; anything else stays a text.
 */
final class StringTags {
  private StringTags() {}

  static Value parse(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Value.of(text.equals("true"));
    }
    int digits = digits(text, text.startsWith("-") ? 1 : 0);
    if (digits == 0) {
      return Value.of(text);
    }
    int at = digits + (text.startsWith("-") ? 1 : 0);
    if (at == text.length()) {
      return whole(text);
    }
    if (text.charAt(at) == '.') {
      int fraction = digits(text, at + 1);
      if (fraction > 0 && at + 1 + fraction == text.length()) {
        return real(text);
      }
    }
    return Value.of(text);
  }

  /** One that does not fit stays what it is: it is an id more likely than a number. */
  private static Value whole(String text) {
    try {
      return Value.of(Long.parseLong(text));
    } catch (NumberFormatException tooLong) {
      return Value.of(text);
    }
  }

  private static Value real(String text) {
    double number = Double.parseDouble(text);
    return Double.isInfinite(number) ? Value.of(text) : Value.of(number);
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - from;
  }
}

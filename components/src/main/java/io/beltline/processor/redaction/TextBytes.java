package io.beltline.processor.redaction;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ByteRange;
import java.nio.charset.StandardCharsets;

/**
 * A value as text, in place if it is one. It holds until it is asked to show another or the value
 * is edited. One thread.
 */
final class TextBytes {
  private static final int LONGEST_NUMBER = 20;
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

  private final byte[] digits = new byte[LONGEST_NUMBER];
  private byte[] array = digits;
  private int from;
  private int to;

  byte[] array() {
    return array;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** Shows a value; false if it is no text, number or boolean. */
  boolean show(AnyValueView value) {
    return switch (value.valueCase()) {
      case AnyValueView.STRING_VALUE -> show(value.stringValueUtf8());
      case AnyValueView.INT_VALUE -> show(value.intValue());
      case AnyValueView.BOOL_VALUE -> show(value.boolValue() ? TRUE : FALSE);
      case AnyValueView.DOUBLE_VALUE -> show(value.asString().getBytes(StandardCharsets.UTF_8));
      default -> false;
    };
  }

  /** Shows the value of the current attribute; false if it is no text, number or boolean. */
  boolean show(AttributesView attribute) {
    return switch (attribute.valueCase()) {
      case AnyValueView.STRING_VALUE -> show(attribute.stringValueUtf8());
      case AnyValueView.INT_VALUE -> show(attribute.intValue());
      default -> show(attribute.value());
    };
  }

  private boolean show(ByteRange text) {
    return show(text.array(), text.offset(), text.offset() + text.length());
  }

  private boolean show(byte[] text) {
    return show(text, 0, text.length);
  }

  private boolean show(byte[] text, int start, int end) {
    array = text;
    from = start;
    to = end;
    return true;
  }

  private boolean show(long number) {
    int at = LONGEST_NUMBER;
    long rest = number;
    do {
      digits[--at] = (byte) ('0' + Math.abs(rest % 10));
      rest /= 10;
    } while (rest != 0);
    if (number < 0) {
      digits[--at] = '-';
    }
    return show(digits, at, LONGEST_NUMBER);
  }
}

package io.beltline.exporter.prometheus;

import io.beltline.components.exposition.FloatText;
import io.beltline.model.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing run of UTF-8. */
final class TextBuffer {
  private byte[] bytes;
  private int size;

  TextBuffer(int capacity) {
    bytes = new byte[Math.max(capacity, 256)];
  }

  int size() {
    return size;
  }

  Slice toSlice() {
    return new Slice(bytes, 0, size);
  }

  TextBuffer add(char ascii) {
    room(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  TextBuffer add(String text) {
    int length = text.length();
    room(length);
    int at = size;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return encoded(text);
      }
      bytes[at++] = (byte) c;
    }
    size = at;
    return this;
  }

  private TextBuffer encoded(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    room(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
    return this;
  }

  TextBuffer add(long value) {
    return add(Long.toString(value));
  }

  /** A number as both formats take it; whole ones without a fraction. */
  TextBuffer add(double value) {
    return add(text(value));
  }

  /**
   * A bound or quantile as a format wants it, and as other exporters write it: a scraper takes the
   * text for the label, by which series are told apart.
   */
  TextBuffer bound(double value, Format format) {
    return add(format == Format.OPEN_METRICS ? FloatText.of(value) : FloatText.shortest(value));
  }

  private static String text(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return Double.toString(value).replace('E', 'e');
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}

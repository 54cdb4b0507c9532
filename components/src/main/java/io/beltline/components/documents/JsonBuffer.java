package io.beltline.components.documents;

import io.beltline.model.Slice;
import io.beltline.model.otlp.ByteRange;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON in UTF-8, written piece by piece into one array. Commas come by themselves: what is written
 * where a value stands already is parted from it. Texts may be any bytes: what is no UTF-8 becomes
 * U+FFFD, as {@link String} does it. One thread.
 */
public final class JsonBuffer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private byte[] out;
  private int size;

  /** A buffer with room for so many bytes before it grows. */
  public JsonBuffer(int capacity) {
    out = new byte[Math.max(16, capacity)];
  }

  /** A name with quotation marks and colon, made once for {@link #name(byte[])}. */
  public static byte[] nameOf(String name) {
    JsonBuffer one = new JsonBuffer(name.length() + 8);
    one.name(name);
    return one.toByteArray();
  }

  /** How many bytes are written. */
  public int size() {
    return size;
  }

  /** Takes back what was written behind a size of before. */
  public void cut(int to) {
    size = Math.min(size, to);
  }

  /** What is written, as a slice that the buffer shares: write no more after this. */
  public Slice toSlice() {
    return new Slice(out, 0, size);
  }

  /** A copy of what is written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(out, size);
  }

  /** The array behind it: valid until the next write. */
  byte[] array() {
    return out;
  }

  /** Opens an object. */
  public JsonBuffer beginObject() {
    separate();
    return put('{');
  }

  /** Closes an object. */
  public JsonBuffer endObject() {
    return put('}');
  }

  /** Opens an array. */
  public JsonBuffer beginArray() {
    separate();
    return put('[');
  }

  /** Closes an array. */
  public JsonBuffer endArray() {
    return put(']');
  }

  /** Ends a line of newline-delimited JSON. */
  public JsonBuffer newLine() {
    return put('\n');
  }

  /** A name that {@link #nameOf} made. */
  public JsonBuffer name(byte[] made) {
    separate();
    return raw(made, 0, made.length);
  }

  /** A name. */
  public JsonBuffer name(String name) {
    return text(name).put(':');
  }

  /** A name from its bytes. */
  public JsonBuffer name(byte[] utf8, int from, int to) {
    return text(utf8, from, to).put(':');
  }

  /** A name. */
  public JsonBuffer name(ByteRange name) {
    return name(name.array(), name.offset(), name.offset() + name.length());
  }

  /** A text. */
  public JsonBuffer text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return text(utf8, 0, utf8.length);
  }

  /** A text. */
  public JsonBuffer text(ByteRange text) {
    return text(text.array(), text.offset(), text.offset() + text.length());
  }

  /** A text from its bytes. */
  public JsonBuffer text(byte[] utf8, int from, int to) {
    separate();
    if (!Utf8.isValid(utf8, from, to)) {
      byte[] mended = Utf8.mend(utf8, from, to);
      return quoted(mended, 0, mended.length);
    }
    return quoted(utf8, from, to);
  }

  /** Bytes in lower-case hexadecimal, as a text. */
  public JsonBuffer hex(ByteRange bytes) {
    separate();
    room(2 * bytes.length() + 2);
    out[size++] = '"';
    for (int i = 0; i < bytes.length(); i++) {
      byte b = bytes.at(i);
      out[size++] = HEX[b >> 4 & 15];
      out[size++] = HEX[b & 15];
    }
    out[size++] = '"';
    return this;
  }

  /** A whole number. */
  public JsonBuffer number(long value) {
    separate();
    return digits(value);
  }

  /** A whole number without a sign. */
  public JsonBuffer unsigned(long value) {
    return value >= 0 ? number(value) : ascii(Long.toUnsignedString(value));
  }

  /** A floating-point number, always with a point; what JSON cannot say becomes null. */
  public JsonBuffer number(double value) {
    return Double.isFinite(value) ? ascii(Double.toString(value)) : nothing();
  }

  /** True or false. */
  public JsonBuffer bool(boolean value) {
    separate();
    byte[] word = value ? TRUE : FALSE;
    return raw(word, 0, word.length);
  }

  /** Null. */
  public JsonBuffer nothing() {
    separate();
    return raw(NULL, 0, NULL.length);
  }

  /** A piece of JSON that is made already: a value, or members without their braces. */
  public JsonBuffer json(byte[] made) {
    return json(made, 0, made.length);
  }

  /** A piece of JSON that is made already. */
  public JsonBuffer json(byte[] made, int from, int to) {
    if (to > from) {
      separate();
      raw(made, from, to);
    }
    return this;
  }

  /** A piece of JSON that another buffer holds. */
  public JsonBuffer json(JsonBuffer made) {
    return json(made.out, 0, made.size);
  }

  /** A piece of JSON that another buffer holds between two of its sizes. */
  public JsonBuffer json(JsonBuffer made, int from, int to) {
    return json(made.out, from, to);
  }

  /** What another buffer holds as it is, whatever stands before. */
  public JsonBuffer raw(JsonBuffer made) {
    return raw(made.out, 0, made.size);
  }

  /** Bytes as they are, whatever stands before. */
  public JsonBuffer raw(byte[] bytes, int from, int to) {
    room(to - from);
    System.arraycopy(bytes, from, out, size, to - from);
    size += to - from;
    return this;
  }

  /** A whole number whatever stands before, with leading zeros up to a width. */
  JsonBuffer padded(long value, int width) {
    int start = size;
    digits(value);
    int missing = width - (size - start);
    if (missing > 0) {
      room(missing);
      System.arraycopy(out, start, out, start + missing, size - start);
      Arrays.fill(out, start, start + missing, (byte) '0');
      size += missing;
    }
    return this;
  }

  /** A byte whatever stands before. */
  JsonBuffer put(char c) {
    room(1);
    out[size++] = (byte) c;
    return this;
  }

  /** Parts what comes from a value that stands before it. */
  void separate() {
    if (size > 0) {
      byte last = out[size - 1];
      if (last != '{' && last != '[' && last != ':' && last != '\n') {
        put(',');
      }
    }
  }

  private JsonBuffer ascii(String text) {
    separate();
    room(text.length());
    for (int i = 0; i < text.length(); i++) {
      out[size++] = (byte) text.charAt(i);
    }
    return this;
  }

  private JsonBuffer digits(long value) {
    room(20);
    if (value == Long.MIN_VALUE) {
      byte[] lowest = Long.toString(value).getBytes(StandardCharsets.US_ASCII);
      return raw(lowest, 0, lowest.length);
    }
    long left = Math.abs(value);
    if (value < 0) {
      out[size++] = '-';
    }
    int start = size;
    do {
      out[size++] = (byte) ('0' + left % 10);
      left /= 10;
    } while (left != 0);
    for (int i = start, j = size - 1; i < j; i++, j--) {
      byte swap = out[i];
      out[i] = out[j];
      out[j] = swap;
    }
    return this;
  }

  private JsonBuffer quoted(byte[] utf8, int from, int to) {
    room(to - from + 2);
    out[size++] = '"';
    int run = from;
    for (int i = from; i < to; i++) {
      byte b = utf8[i];
      if (b == '"' || b == '\\' || (b >= 0 && b < 0x20)) {
        raw(utf8, run, i);
        escape(b);
        run = i + 1;
      }
    }
    raw(utf8, run, to);
    return put('"');
  }

  private void escape(byte b) {
    room(6);
    out[size++] = '\\';
    switch (b) {
      case '"', '\\' -> out[size++] = b;
      case '\n' -> out[size++] = 'n';
      case '\r' -> out[size++] = 'r';
      case '\t' -> out[size++] = 't';
      default -> {
        out[size++] = 'u';
        out[size++] = '0';
        out[size++] = '0';
        out[size++] = HEX[b >> 4];
        out[size++] = HEX[b & 15];
      }
    }
  }

  private void room(int more) {
    if (out.length - size < more) {
      out = Arrays.copyOf(out, Math.max(size + more, Math.addExact(out.length, out.length >> 1)));
    }
  }
}

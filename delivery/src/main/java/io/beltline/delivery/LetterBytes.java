package io.beltline.delivery;

import io.beltline.model.MalformedTelemetryException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Numbered fields, each with its length, so that a reader can pass over those it does not know. */
final class LetterBytes {
  private LetterBytes() {}

  /** Writes fields. */
  static final class Writer {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void text(int field, String value) {
      bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    void number(int field, long value) {
      Writer digits = new Writer();
      digits.varint(value);
      bytes(field, digits.toByteArray());
    }

    void bytes(int field, byte[] value) {
      varint(field);
      varint(value.length);
      out.writeBytes(value);
    }

    void varint(long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        out.write((int) (rest & 0x7f) | 0x80);
        rest >>>= 7;
      }
      out.write((int) rest);
    }

    byte[] toByteArray() {
      return out.toByteArray();
    }
  }

  /** Reads fields. Damage is told by a {@link MalformedTelemetryException}. */
  static final class Reader {
    private final byte[] bytes;
    private int at;
    private int field;
    private byte[] value = {};

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    boolean next() {
      if (at >= bytes.length) {
        return false;
      }
      field = (int) varint();
      long length = varint();
      if (length < 0 || length > bytes.length - at) {
        throw new MalformedTelemetryException("a field is longer than what is left of the letter");
      }
      value = new byte[(int) length];
      System.arraycopy(bytes, at, value, 0, value.length);
      at += value.length;
      return true;
    }

    int field() {
      return field;
    }

    byte[] bytes() {
      return value.clone();
    }

    String text() {
      return new String(value, StandardCharsets.UTF_8);
    }

    long number() {
      return new Reader(value).varint();
    }

    long varint() {
      long sum = 0;
      for (int shift = 0; shift < 64 && at < bytes.length; shift += 7) {
        byte b = bytes[at++];
        sum |= (long) (b & 0x7f) << shift;
        if (b >= 0) {
          return sum;
        }
      }
      throw new MalformedTelemetryException("a number of a letter does not end");
    }
  }
}

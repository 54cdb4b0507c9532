package io.beltline.components.protobuf;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.otlp.Wire;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.LongConsumer;

/** Walks the fields of a protobuf message. Stateless. */
public final class WireFields {
  private WireFields() {}

  /**
   * Shows each field of a message.
   *
   * @throws MalformedTelemetryException if the bytes are no protobuf
   */
  public static void each(byte[] in, int from, int to, Consumer<Field> fields) {
    for (int at = from; at < to; ) {
      long opened = Wire.tagAt(in, at, to);
      int tag = (int) opened;
      int value = (int) (opened >>> 32);
      int after = Wire.skip(in, value, to, tag & 7);
      fields.accept(new Field(in, tag >>> 3, tag & 7, value, after));
      at = after;
    }
  }

  /**
   * A field.
   *
   * @param in the message
   * @param number its number
   * @param type its wire type
   * @param at where its value begins
   * @param after where it ends
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Field(byte[] in, int number, int type, int at, int after) {

    /** Where the content of a string, a message or a packed field begins. */
    public int from() {
      expect(Wire.BYTES);
      return (int) (Wire.open(in, at, after) >>> 32);
    }

    /** Where it ends. */
    public int to() {
      return after;
    }

    /** A number. */
    public long varint() {
      expect(Wire.VARINT);
      return Wire.varint(in, at, after);
    }

    /** A floating-point number. */
    public double float64() {
      expect(Wire.FIXED64);
      return Double.longBitsToDouble(bits(at));
    }

    /** A text in UTF-8. */
    public String text() {
      int from = from();
      return new String(in, from, after - from, StandardCharsets.UTF_8);
    }

    /** Numbers, packed or one. */
    public void varints(LongConsumer each) {
      if (type == Wire.VARINT) {
        each.accept(varint());
        return;
      }
      for (int p = from(); p < after; p = Wire.skipVarint(in, p, after)) {
        each.accept(Wire.varint(in, p, after));
      }
    }

    /** Numbers, packed or one. */
    public void doubles(DoubleConsumer each) {
      if (type == Wire.FIXED64) {
        each.accept(float64());
        return;
      }
      int from = from();
      if ((after - from) % Double.BYTES != 0) {
        throw new MalformedTelemetryException("packed doubles of " + (after - from) + " bytes");
      }
      for (int p = from; p < after; p += Double.BYTES) {
        each.accept(Double.longBitsToDouble(bits(p)));
      }
    }

    private long bits(int from) {
      long bits = 0;
      for (int i = Double.BYTES - 1; i >= 0; i--) {
        bits = bits << Byte.SIZE | (in[from + i] & 0xffL);
      }
      return bits;
    }

    private void expect(int wanted) {
      if (type != wanted) {
        throw new MalformedTelemetryException(
            "field %d has the wire type %d (expected: %d)".formatted(number, type, wanted));
      }
    }
  }
}

package io.beltline.exporter.zipkin;

import io.beltline.model.Slice;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BiConsumer;

/** Reads protobuf without a schema: varints and fixed64 as Long, the rest as Slice. */
final class ProtoReader {
  private ProtoReader() {}

  static void each(Slice message, BiConsumer<Integer, Object> fields) {
    ByteBuffer in =
        ByteBuffer.wrap(message.array(), message.offset(), message.length())
            .order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long tag = varint(in);
      int field = (int) (tag >>> 3);
      switch ((int) (tag & 7)) {
        case 0 -> fields.accept(field, varint(in));
        case 1 -> fields.accept(field, in.getLong());
        case 2 -> {
          int length = (int) varint(in);
          fields.accept(field, new Slice(message.array(), in.position(), length));
          in.position(in.position() + length);
        }
        default -> throw new AssertionError("wire type " + (tag & 7));
      }
    }
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }
}

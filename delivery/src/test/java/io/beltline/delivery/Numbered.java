package io.beltline.delivery;

import io.beltline.model.Logs;
import io.beltline.model.Payload;
import io.beltline.model.Profiles;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Log records that carry a number as their time, encoded by hand, and the way back. */
final class Numbered {
  private Numbered() {}

  /** Records with the numbers from..from+count-1, in one scope of one resource. */
  static Logs logs(long from, int count) {
    return logs(from, count, 0);
  }

  /** The same, each with so many bytes of body. */
  static Logs logs(long from, int count, int padding) {
    return of(LongStream.range(from, from + count).boxed().toList(), padding);
  }

  /** Records with these numbers. */
  static Logs of(List<Long> numbers, int padding) {
    ByteArrayOutputStream scope = new ByteArrayOutputStream();
    field(scope, 1, "scope".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    for (long number : numbers) {
      ByteArrayOutputStream entry = new ByteArrayOutputStream();
      entry.writeBytes(bytes(number));
      if (padding > 0) {
        field(entry, 8, new byte[padding]);
      }
      field(scope, 2, entry.toByteArray());
    }
    return new Logs(Payload.of(request(scope.toByteArray())));
  }

  /** A request of profiles with so many samples' worth of entries. */
  static Profiles profiles(int count) {
    ByteArrayOutputStream scope = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      field(scope, 2, new byte[] {0x12, 0});
    }
    return new Profiles(Payload.of(request(scope.toByteArray())));
  }

  private static byte[] request(byte[] scope) {
    ByteArrayOutputStream resource = new ByteArrayOutputStream();
    field(resource, 1, new byte[] {16, 3});
    field(resource, 2, scope);
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    field(request, 1, resource.toByteArray());
    return request.toByteArray();
  }

  private static void field(ByteArrayOutputStream out, int number, byte[] value) {
    out.write(number << 3 | 2);
    int length = value.length;
    while (length > 0x7f) {
      out.write(length & 0x7f | 0x80);
      length >>>= 7;
    }
    out.write(length);
    out.writeBytes(value);
  }

  /** How a record with a number begins. */
  static byte[] bytes(long number) {
    return ByteBuffer.allocate(9)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) (1 << 3 | 1))
        .putLong(number)
        .array();
  }

  /** The numbers in order. */
  static List<Long> numbers(Telemetry telemetry) {
    List<Long> numbers = new ArrayList<>();
    for (Slice chunk : telemetry.payload().chunks()) {
      collect(chunk, 0, numbers);
    }
    return numbers;
  }

  private static void collect(Slice message, int depth, List<Long> numbers) {
    ByteBuffer in =
        ByteBuffer.wrap(message.array(), message.offset(), message.length())
            .order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      int tag = in.get();
      switch (tag & 7) {
        case 0 -> varint(in);
        case 1 -> {
          long value = in.getLong();
          if (depth == 3 && tag >> 3 == 1) {
            numbers.add(value);
          }
        }
        case 2 -> {
          int length = varint(in);
          if (depth < 3 && tag >> 3 == (depth == 0 ? 1 : 2)) {
            collect(new Slice(message.array(), in.position(), length), depth + 1, numbers);
          }
          in.position(in.position() + length);
        }
        default -> throw new IllegalStateException("tag " + tag);
      }
    }
  }

  private static int varint(ByteBuffer in) {
    int value = 0;
    int shift = 0;
    byte b;
    do {
      b = in.get();
      value |= (b & 0x7f) << shift;
      shift += 7;
    } while (b < 0);
    return value;
  }
}

package io.beltline.delivery;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Payload;
import io.beltline.model.Profiles;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts OTLP requests in wire form. Only the one message at each level that the cut goes through is
 * written anew, in both parts with all it says of itself; its neighbours are copied as they are,
 * and whole chunks are shared.
 */
final class OtlpSplitter implements Splitter {

  @Override
  public boolean canCut(Telemetry telemetry) {
    return !(telemetry instanceof Profiles);
  }

  @Override
  public Cut cut(Telemetry telemetry, int items) {
    Signal signal = telemetry.signal();
    List<Slice> head = new ArrayList<>();
    List<Slice> tail = new ArrayList<>();
    int left = items;
    for (Slice chunk : telemetry.payload().chunks()) {
      int count = left == 0 ? 0 : count(signal, chunk, 0);
      if (left == 0) {
        tail.add(chunk);
      } else if (count <= left) {
        head.add(chunk);
        left -= count;
      } else {
        Halves halves = cut(signal, chunk, 0, left);
        head.add(Slice.of(halves.head.toByteArray()));
        tail.add(Slice.of(halves.tail.toByteArray()));
        left = 0;
      }
    }
    return new Cut(telemetry.with(Payload.of(head)), telemetry.with(Payload.of(tail)));
  }

  /** Between two chunks where there are several, because then nothing is copied. */
  @Override
  public int half(Telemetry telemetry, int items) {
    int best = 0;
    int before = 0;
    for (Slice chunk : telemetry.payload().chunks()) {
      before += count(telemetry.signal(), chunk, 0);
      if (before < items && Math.abs(2 * before - items) < Math.abs(2 * best - items)) {
        best = before;
      }
    }
    return best > 0 ? best : items / 2;
  }

  private static Halves cut(Signal signal, Slice message, int depth, int items) {
    Halves halves = new Halves(new ByteArrayOutputStream(), new ByteArrayOutputStream());
    int left = items;
    Fields fields = new Fields(message);
    while (fields.next()) {
      int count = held(signal, fields, depth);
      if (count == 0) {
        fields.copyTo(halves.head);
        fields.copyTo(halves.tail);
      } else if (count <= left) {
        fields.copyTo(halves.head);
        left -= count;
      } else if (left == 0) {
        fields.copyTo(halves.tail);
      } else {
        Halves inner = cut(signal, fields.value(), depth + 1, left);
        fields.write(halves.head, inner.head);
        fields.write(halves.tail, inner.tail);
        left = 0;
      }
    }
    return halves;
  }

  private static int count(Signal signal, Slice message, int depth) {
    int sum = 0;
    Fields fields = new Fields(message);
    while (fields.next()) {
      sum += held(signal, fields, depth);
    }
    return sum;
  }

  @Override
  public List<Integer> sizes(Telemetry telemetry) {
    List<Integer> sizes = new ArrayList<>();
    for (Slice chunk : telemetry.payload().chunks()) {
      measure(telemetry.signal(), chunk, 0, sizes);
    }
    return sizes;
  }

  private static void measure(Signal signal, Slice message, int depth, List<Integer> sizes) {
    int leaf = signal == Signal.METRICS ? 4 : 2;
    Fields fields = new Fields(message);
    while (fields.next()) {
      int held = held(signal, fields, depth);
      if (held > 0 && depth == leaf) {
        sizes.add(fields.value().length());
      } else if (held > 0) {
        measure(signal, fields.value(), depth + 1, sizes);
      }
    }
  }

  /** How many items a field holds; 0 for one that only describes its message. */
  private static int held(Signal signal, Fields fields, int depth) {
    if (!fields.isMessage()) {
      return 0;
    }
    boolean metrics = signal == Signal.METRICS;
    int number = fields.number();
    return switch (depth) {
      case 0 -> number == 1 ? count(signal, fields.value(), 1) : 0;
      case 1 -> number == 2 ? count(signal, fields.value(), 2) : 0;
      case 2 -> number != 2 ? 0 : metrics ? count(signal, fields.value(), 3) : 1;
      case 3 -> isData(number) ? count(signal, fields.value(), 4) : 0;
      default -> number == 1 ? 1 : 0;
    };
  }

  private static boolean isData(int number) {
    return number == 5 || number == 7 || (number >= 9 && number <= 11);
  }

  private record Halves(ByteArrayOutputStream head, ByteArrayOutputStream tail) {}

  /** Walks the fields of a message. */
  private static final class Fields {
    private final byte[] bytes;
    private final int end;
    private int start;
    private int valueStart;
    private int at;
    private long tag;

    Fields(Slice message) {
      bytes = message.array();
      at = message.offset();
      end = message.end();
    }

    boolean next() {
      if (at >= end) {
        return false;
      }
      start = at;
      tag = varint();
      long skip =
          switch ((int) tag & 7) {
            case 0 -> {
              varint();
              yield 0;
            }
            case 1 -> 8;
            case 2 -> varint();
            case 5 -> 4;
            default -> throw new MalformedTelemetryException("unknown wire type");
          };
      valueStart = at;
      if (skip < 0 || skip > end - at) {
        throw new MalformedTelemetryException("a field is longer than its message");
      }
      at += (int) skip;
      return true;
    }

    boolean isMessage() {
      return ((int) tag & 7) == 2;
    }

    int number() {
      return (int) (tag >>> 3);
    }

    Slice value() {
      return new Slice(bytes, valueStart, at - valueStart);
    }

    void copyTo(ByteArrayOutputStream out) {
      out.write(bytes, start, at - start);
    }

    void write(ByteArrayOutputStream out, ByteArrayOutputStream value) {
      writeVarint(out, tag);
      writeVarint(out, value.size());
      out.writeBytes(value.toByteArray());
    }

    private static void writeVarint(ByteArrayOutputStream out, long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        out.write((int) (rest & 0x7f) | 0x80);
        rest >>>= 7;
      }
      out.write((int) rest);
    }

    private long varint() {
      long value = 0;
      for (int shift = 0; shift < 64 && at < end; shift += 7) {
        byte b = bytes[at++];
        value |= (long) (b & 0x7f) << shift;
        if (b >= 0) {
          return value;
        }
      }
      throw new MalformedTelemetryException("a varint does not end");
    }
  }
}

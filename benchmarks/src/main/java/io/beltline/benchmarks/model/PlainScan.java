package io.beltline.benchmarks.model;

import io.beltline.model.Logs;
import io.beltline.model.Mergeable;
import io.beltline.model.Metrics;
import io.beltline.model.Slice;
import io.beltline.model.Traces;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads the same fields as {@link FieldWalk} the plainest way: a loop over the bytes and a switch
 * over the tags for each message, which knows these payloads and nothing else.
 *
 * <p>It is the yardstick of the machine: no views, any order of asking, absent fields, merging of
 * repeated ones, limits or malformed bytes, and no more than one look at each byte. The sum is the
 * walk's.
 */
public final class PlainScan {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private PlainScan() {}

  /** The sum over all that was read. */
  public static long sum(Mergeable telemetry) {
    long sum = 0;
    for (Slice chunk : telemetry.payload().chunks()) {
      byte[] b = chunk.array();
      for (int p = chunk.offset(); p < chunk.end(); ) {
        int from = behind(b, p + 1);
        int to = from + length(b, p + 1);
        sum += group(telemetry, b, from, to);
        p = to;
      }
    }
    return sum;
  }

  private static long group(Mergeable telemetry, byte[] b, int at, int end) {
    long sum = 0;
    for (int p = at; p < end; ) {
      int tag = b[p];
      int from = behind(b, p + 1);
      int to = from + length(b, p + 1);
      sum += tag == 10 ? resource(b, from, to) : scope(telemetry, b, from, to);
      p = to;
    }
    return sum;
  }

  private static long resource(byte[] b, int at, int end) {
    long sum = 0;
    for (int p = at; p < end; ) {
      int from = behind(b, p + 1);
      int to = from + length(b, p + 1);
      sum += keyValue(b, from, to);
      p = to;
    }
    return sum;
  }

  private static long scope(Mergeable telemetry, byte[] b, int at, int end) {
    long sum = 0;
    for (int p = at; p < end; ) {
      int tag = b[p];
      int from = behind(b, p + 1);
      int to = from + length(b, p + 1);
      if (tag == 10) {
        sum += text(b, from + 2, from + 2 + b[from + 1]);
      } else {
        sum +=
            switch (telemetry) {
              case Traces ignored -> span(b, from, to);
              case Logs ignored -> log(b, from, to);
              case Metrics ignored -> metric(b, from, to);
            };
      }
      p = to;
    }
    return sum;
  }

  private static long span(byte[] b, int at, int end) {
    long sum = 0;
    for (int p = at; p < end; ) {
      int tag = b[p++];
      switch (tag) {
        case 48 -> sum += b[p++];
        case 57, 65 -> {
          sum += (long) LONG.get(b, p);
          p += 8;
        }
        default -> {
          int from = behind(b, p);
          int to = from + length(b, p);
          sum +=
              switch (tag) {
                case 10, 18, 34, 42 -> text(b, from, to);
                case 74 -> keyValue(b, from, to);
                case 90 -> event(b, from, to);
                case 122 -> b[from + 1];
                default -> throw unknown(tag);
              };
          p = to;
        }
      }
    }
    return sum;
  }

  private static long event(byte[] b, int at, int end) {
    long sum = 0;
    for (int p = at; p < end; ) {
      int tag = b[p++];
      if (tag == 9) {
        sum += (long) LONG.get(b, p);
        p += 8;
      } else {
        int from = behind(b, p);
        int to = from + length(b, p);
        sum += tag == 18 ? text(b, from, to) : keyValue(b, from, to);
        p = to;
      }
    }
    return sum;
  }

  private static long log(byte[] b, int at, int end) {
    long sum = 0;
    for (int p = at; p < end; ) {
      int tag = b[p++];
      switch (tag) {
        case 16 -> sum += b[p++];
        case 9, 89 -> {
          sum += (long) LONG.get(b, p);
          p += 8;
        }
        default -> {
          int from = behind(b, p);
          int to = from + length(b, p);
          sum +=
              switch (tag) {
                case 26, 74, 82 -> text(b, from, to);
                case 42 -> value(b, from, to);
                case 50 -> keyValue(b, from, to);
                default -> throw unknown(tag);
              };
          p = to;
        }
      }
    }
    return sum;
  }

  private static long metric(byte[] b, int at, int end) {
    long sum = 0;
    for (int p = at; p < end; ) {
      int tag = b[p++];
      int from = behind(b, p);
      int to = from + length(b, p);
      sum +=
          switch (tag) {
            case 10, 18, 26 -> text(b, from, to);
            case 42, 58 -> data(b, from, to);
            default -> throw unknown(tag);
          };
      p = to;
    }
    return sum;
  }

  private static long data(byte[] b, int at, int end) {
    long sum = 0;
    for (int p = at; p < end; ) {
      int tag = b[p++];
      if (tag == 10) {
        int from = behind(b, p);
        int to = from + length(b, p);
        sum += point(b, from, to);
        p = to;
      } else {
        sum += b[p++];
      }
    }
    return sum;
  }

  private static long point(byte[] b, int at, int end) {
    long sum = 0;
    for (int p = at; p < end; ) {
      int tag = b[p++];
      switch (tag) {
        case 17, 25, 33, 49 -> {
          sum += (long) LONG.get(b, p);
          p += 8;
        }
        case 58 -> {
          int from = behind(b, p);
          int to = from + length(b, p);
          sum += keyValue(b, from, to);
          p = to;
        }
        default -> throw unknown(tag);
      }
    }
    return sum;
  }

  private static long keyValue(byte[] b, int at, int end) {
    long sum = 0;
    for (int p = at; p < end; ) {
      int tag = b[p++];
      int from = behind(b, p);
      int to = from + length(b, p);
      sum += tag == 10 ? text(b, from, to) : value(b, from, to);
      p = to;
    }
    return sum;
  }

  private static long value(byte[] b, int at, int end) {
    int tag = b[at];
    return switch (tag) {
      case 10, 58 -> text(b, behind(b, at + 1), end);
      case 16, 24 -> varint(b, at + 1);
      case 33 -> (long) LONG.get(b, at + 1);
      default -> end - at;
    };
  }

  private static long text(byte[] b, int from, int to) {
    return from == to ? 0 : (long) (to - from) + b[from] + b[to - 1];
  }

  private static int length(byte[] b, int at) {
    return b[at] >= 0 ? b[at] : (int) varint(b, at);
  }

  private static long varint(byte[] b, int at) {
    long value = 0;
    int p = at;
    for (int shift = 0; ; shift += 7, p++) {
      value |= (long) (b[p] & 0x7f) << shift;
      if (b[p] >= 0) {
        return value;
      }
    }
  }

  private static int behind(byte[] b, int at) {
    int p = at;
    while (b[p] < 0) {
      p++;
    }
    return p + 1;
  }

  private static IllegalArgumentException unknown(int tag) {
    return new IllegalArgumentException("tag " + tag + " (expected: those of the payloads)");
  }
}

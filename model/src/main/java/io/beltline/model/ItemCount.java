package io.beltline.model;

import io.beltline.model.otlp.Wire;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Counts items without decoding them. */
final class ItemCount {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** In a word that starts with a tag: the length has a second byte, and a third. */
  private static final int ONE_MORE = 0x8000;

  private static final int TWO_MORE = 0x808000;

  private static final int METRIC = 3;
  private static final int DATA = 4;

  private ItemCount() {}

  static int of(Signal signal, Payload payload) {
    int sum = 0;
    for (Slice chunk : payload.chunks()) {
      sum += of(signal, chunk.array(), chunk.offset(), chunk.end());
    }
    return sum;
  }

  static int of(Signal signal, byte[] b, int from, int to) {
    return inside(b, from, to, 0, lowest(signal), signal);
  }

  /** The items inside a message of a level: request, resource, scope, metric or profile, data. */
  private static int inside(byte[] b, int from, int to, int level, int lowest, Signal signal) {
    int sum = 0;
    int at = from;
    while (at < to) {
      int start = at;
      int tag = b[at++];
      if (tag <= 7) {
        long opened = Wire.tagAt(b, start, to);
        tag = (int) opened;
        at = (int) (opened >>> 32);
      }
      if ((tag & 7) != Wire.BYTES) {
        at = Wire.skip(b, at, to, tag & 7);
        continue;
      }
      long content = Wire.open(b, at, to);
      int inner = (int) (content >>> 32);
      at = (int) content;
      if (!holds(signal, level, tag >>> 3)) {
        continue;
      }
      if (level < lowest) {
        sum += inside(b, inner, at, level + 1, lowest, signal);
      } else {
        long items = items(b, at, to, tag);
        sum += 1 + (int) (items >>> 32);
        at = (int) items;
      }
    }
    return sum;
  }

  /**
   * How many fields of a tag stand one after another, in the upper half, and where they end.
   *
   * <p>Where an item starts stands in the one before it, so each would have to come from memory
   * before the next is asked for. Items of one writer are often of one size: then the guess that
   * the next is, too, is checked while the processor is ahead already.
   */
  private static long items(byte[] b, int from, int to, int tag) {
    int count = 0;
    int at = from;
    int mask = 0;
    int head = -1;
    int size = 0;
    while (to - at >= Integer.BYTES) {
      int word = (int) INT.get(b, at);
      if ((word & mask) != head) {
        if ((byte) word != tag || (word & TWO_MORE) == TWO_MORE) {
          break;
        }
        boolean brief = (word & ONE_MORE) == 0;
        int low = word >>> 8 & 0x7f;
        size = brief ? 2 + low : 3 + (low | word >>> 9 & 0x3f80);
        mask = brief ? 0xffff : 0xffffff;
        head = word & mask;
      }
      if (size > to - at) {
        break;
      }
      at += size;
      count++;
    }
    return (long) count << 32 | at;
  }

  private static int lowest(Signal signal) {
    return switch (signal) {
      case METRICS -> DATA;
      case PROFILES -> METRIC;
      case TRACES, LOGS -> 2;
    };
  }

  private static boolean holds(Signal signal, int level, int field) {
    return switch (level) {
      case 0, DATA -> field == 1;
      case 1, 2 -> field == 2;
      default ->
          signal == Signal.METRICS
              ? field == 5 || field == 7 || (field >= 9 && field <= 11)
              : field == 2;
    };
  }
}

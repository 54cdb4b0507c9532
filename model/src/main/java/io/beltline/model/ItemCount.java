package io.beltline.model;

import io.beltline.model.otlp.Wire;

/** Counts items without decoding them. */
final class ItemCount {
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
      } else if (b[start] == tag) {
        long items = Wire.run(b, start, to);
        sum += (int) (items >>> 32);
        at = (int) items;
      } else { // the tag takes more bytes than it needs
        sum++;
      }
    }
    return sum;
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

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
    return inside(b, from, to, 0, signal == Signal.METRICS || signal == Signal.PROFILES, signal);
  }

  /** The items inside a message of a level: request, resource, scope, metric or profile, data. */
  private static int inside(byte[] b, int from, int to, int level, boolean deep, Signal signal) {
    int sum = 0;
    int at = from;
    while (at < to) {
      int tag = b[at++];
      if (tag <= 7) {
        long opened = Wire.tagAt(b, at - 1, to);
        tag = (int) opened;
        at = (int) (opened >>> 32);
      }
      if ((tag & 7) != Wire.BYTES) {
        at = Wire.skip(b, at, to, tag & 7);
        continue;
      }
      long content = Wire.open(b, at, to);
      at = (int) content;
      if (holds(signal, level, tag >>> 3)) {
        boolean item = level == (deep ? lowest(signal) : 2);
        sum += item ? 1 : inside(b, (int) (content >>> 32), at, level + 1, deep, signal);
      }
    }
    return sum;
  }

  private static int lowest(Signal signal) {
    return signal == Signal.METRICS ? DATA : METRIC;
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

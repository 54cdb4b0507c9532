package io.beltline.model.otlp;

import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;

/** Goes through the items of telemetry without decoding them. */
public final class ItemWalk {
  private final int[][] levels;
  private final Visitor visitor;

  /** Takes what {@link #items} finds. */
  @FunctionalInterface
  public interface Visitor {
    /** Takes the bytes of one item: its message without tag and length, in place. */
    void item(byte[] array, int from, int to);
  }

  private ItemWalk(int[][] levels, Visitor visitor) {
    this.levels = levels;
    this.visitor = visitor;
  }

  /** Shows each item (span, data point, log record, profile sample) in order. */
  public static void items(Telemetry telemetry, Visitor visitor) {
    ItemWalk walk = new ItemWalk(Levels.of(telemetry.signal()), visitor);
    for (Slice chunk : telemetry.payload().chunks()) {
      walk.inside(chunk.array(), chunk.offset(), chunk.end(), 0);
    }
  }

  /** How many bytes each item has, in order. */
  public static int[] sizes(Telemetry telemetry) {
    int[] sizes = new int[telemetry.itemCount()];
    int[] next = {0};
    items(telemetry, (array, from, to) -> sizes[next[0]++] = to - from);
    return sizes;
  }

  /** The number of items in a request. */
  public static int count(Signal signal, Payload payload) {
    return Telemetry.of(signal, payload).itemCount();
  }

  private void inside(byte[] b, int from, int to, int level) {
    for (int at = from; at < to; ) {
      long opened = Wire.tagAt(b, at, to);
      int value = (int) (opened >>> 32);
      at = Wire.skip(b, value, to, (int) opened & 7);
      if (Levels.leads(levels[level], (int) opened)) {
        int start = (int) (Wire.open(b, value, to) >>> 32);
        if (level == levels.length - 1) {
          visitor.item(b, start, at);
        } else {
          inside(b, start, at, level + 1);
        }
      }
    }
  }

  static int count(int[][] levels, byte[] b, int from, int to, int level) {
    if (level == levels.length) {
      return 1;
    }
    int[] count = {0};
    new ItemWalk(levels, (array, start, end) -> count[0]++).inside(b, from, to, level);
    return count[0];
  }
}

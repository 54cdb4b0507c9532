package io.beltline.benchmarks.wire;

import io.beltline.model.Signal;
import io.beltline.model.Slice;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;

/**
 * Sums of the items in a request that do not depend on the order of fields, read independently of
 * the model: whoever writes an item anew gives it the same sum, and whoever changes an id or an
 * attribute another.
 */
public final class Checksums {
  private static final int LENGTH_DELIMITED = 2;
  private static final int[][] METRICS = {{1}, {2}, {2}, {5, 7}, {1}};
  private static final int[][] OTHERS = {{1}, {2}, {2}};
  private static final int EVENTS = 11;

  private final int[][] path;
  private final int attributes;
  private final Level item;
  private final Edit edit;
  private final IntPredicate seen;

  /**
   * Reads requests of one signal.
   *
   * @param edit what is to be done to each item before it is summed up
   */
  public Checksums(Signal signal, Edit edit) {
    this(signal, edit, field -> true);
  }

  /**
   * Reads some fields of items only.
   *
   * @param seen which
   */
  public Checksums(Signal signal, Edit edit, IntPredicate seen) {
    this.path = signal == Signal.METRICS ? METRICS : OTHERS;
    this.attributes =
        switch (signal) {
          case TRACES -> 9;
          case LOGS -> 6;
          case METRICS -> 7;
          case PROFILES -> throw new IllegalArgumentException("profiles have no items to check");
        };
    this.item =
        new Level(
            signal == Signal.TRACES
                ? Map.of(attributes, Level.ATTRIBUTE, EVENTS, Level.EVENT)
                : Map.of(attributes, Level.ATTRIBUTE));
    this.edit = edit;
    this.seen = seen;
  }

  /** Takes the sums of all items of a request that stay. */
  public void read(Slice request, LongConsumer taker) {
    descend(new Wire(request.array(), request.offset(), request.end()), 0, taker);
  }

  private void descend(Wire message, int level, LongConsumer taker) {
    while (message.next()) {
      if (message.type() != LENGTH_DELIMITED || !on(path[level], message.field())) {
        continue;
      }
      if (level == path.length - 1) {
        if (stays(message.inner())) {
          taker.accept(sum(message.inner()));
        }
      } else {
        descend(message.inner(), level + 1, taker);
      }
    }
  }

  private static boolean on(int[] fields, int field) {
    for (int one : fields) {
      if (one == field) {
        return true;
      }
    }
    return false;
  }

  private boolean stays(Wire item) {
    while (edit.kept() != null && item.next()) {
      if (item.field() == attributes && edit.drops(item)) {
        return false;
      }
    }
    return true;
  }

  private long sum(Wire item) {
    long sum = edit.insertion(attributes);
    while (item.next()) {
      sum += seen.test(item.field()) ? this.item.sum(item) : 0;
      if (item.field() == attributes) {
        sum += edit.change(attributes, item);
      }
    }
    return sum;
  }
}

package io.beltline.components.tracked;

import io.beltline.components.operators.Origin;
import java.util.ArrayDeque;
import java.util.List;

/**
 * The entries of a source that are on their way, in order, and the mark before the first of them:
 * all before it is delivered or dropped for a reason. Safe for all threads.
 *
 * @param <M> a place in the source: immutable
 */
public final class Outstanding<M> {
  /** From how many ranges on those that are done are looked for among them. */
  private static final int MANY = 1024;

  private final int many;
  private ArrayDeque<Range<M>> ranges = new ArrayDeque<>();
  private int gatherAt;
  private M low;
  private boolean moved;

  /** Nothing is on its way; all before a mark is done. */
  public Outstanding(M start) {
    this(start, MANY);
  }

  Outstanding(M start, int many) {
    this.low = start;
    this.many = many;
    this.gatherAt = many;
  }

  /**
   * One more entry, which ends at a mark.
   *
   * @return what it comes from; it has one holder
   */
  public synchronized Origin add(M end) {
    if (ranges.size() >= gatherAt) {
      gather();
    }
    Range<M> range = new Range<>(this, end);
    ranges.add(range);
    return range;
  }

  /**
   * Makes those that are done a part of the one before them, so that an entry that takes long, or
   * for ever, costs no more memory the longer it takes.
   */
  private void gather() {
    ArrayDeque<Range<M>> left = new ArrayDeque<>();
    for (Range<M> each : ranges) {
      Range<M> before = left.peekLast();
      if (before != null && each.isDone()) {
        before.extend(each.end());
      } else {
        left.add(each);
      }
    }
    ranges = left;
    gatherAt = Math.max(many, 2 * left.size());
  }

  /** What was read up to a mark holds nothing to deliver. */
  public synchronized void pass(M end) {
    Range<M> last = ranges.peekLast();
    if (last == null) {
      moveTo(end);
    } else {
      last.extend(end);
    }
  }

  /** Some of its ranges come to their end, each by one holder. */
  synchronized void release(List<Origin> some) {
    for (Origin each : some) {
      if (each instanceof Range<?> range) {
        range.letGo();
      }
    }
    settle();
  }

  /** Called under the lock when a range is done. */
  void settle() {
    for (Range<M> first = ranges.peekFirst();
        first != null && first.isDone();
        first = ranges.peekFirst()) {
      ranges.removeFirst();
      moveTo(first.end());
    }
  }

  private void moveTo(M mark) {
    low = mark;
    moved = true;
  }

  /** How many entries are on their way, or are done and wait for one before them; 0 if none. */
  public synchronized int size() {
    return ranges.size();
  }

  /** Up to where everything is delivered. */
  public synchronized M low() {
    return low;
  }

  /** Whether the low mark has moved since this was asked last. */
  public synchronized boolean takeMoved() {
    boolean was = moved;
    moved = false;
    return was;
  }
}

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
  private final ArrayDeque<Range<M>> ranges = new ArrayDeque<>();
  private M low;
  private boolean moved;

  /** Nothing is on its way; all before a mark is done. */
  public Outstanding(M start) {
    low = start;
  }

  /**
   * One more entry, which ends at a mark.
   *
   * @return what it comes from; it has one holder
   */
  public synchronized Origin add(M end) {
    Range<M> range = new Range<>(this, end);
    ranges.add(range);
    return range;
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

  /** How many entries are on their way. */
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

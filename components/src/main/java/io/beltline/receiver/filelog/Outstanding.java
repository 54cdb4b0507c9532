package io.beltline.receiver.filelog;

import java.util.ArrayDeque;

/**
 * The lines of a file that are on their way, in order, and the mark before the first of them: all
 * before it is delivered or dropped for a reason. Safe for all threads.
 */
final class Outstanding {
  private final ArrayDeque<Range> ranges = new ArrayDeque<>();
  private Mark low;
  private boolean moved;

  Outstanding(Mark start) {
    low = start;
  }

  /** One more line, which ends at a mark. */
  synchronized Range add(Mark end) {
    Range range = new Range(this, end);
    ranges.add(range);
    return range;
  }

  /** What was read up to a mark holds nothing to deliver. */
  synchronized void pass(Mark end) {
    Range last = ranges.peekLast();
    if (last == null) {
      moveTo(end);
    } else {
      last.extend(end);
    }
  }

  /** Called under the lock when a range is done. */
  void settle() {
    for (Range first = ranges.peekFirst();
        first != null && first.isDone();
        first = ranges.peekFirst()) {
      ranges.removeFirst();
      moveTo(first.end());
    }
  }

  private void moveTo(Mark mark) {
    low = mark;
    moved = true;
  }

  /** How many lines are on their way. */
  synchronized int size() {
    return ranges.size();
  }

  /** Up to where everything is delivered. */
  synchronized Mark low() {
    return low;
  }

  /** Whether the low mark has moved since this was asked last. */
  synchronized boolean takeMoved() {
    boolean was = moved;
    moved = false;
    return was;
  }
}

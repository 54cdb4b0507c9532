package io.beltline.components.tailing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Where reading stood before, lately: a copy that was made before the last lines were read is known
 * by these places. The oldest are forgotten. One thread at a time.
 */
final class Trail {
  private static final int LENGTH = 8;

  private final Deque<Mark> marks = new ArrayDeque<>(LENGTH);

  /** Reading goes on at a mark. */
  void add(Mark mark) {
    if (mark.offset() == 0 || mark.equals(marks.peekLast())) {
      return;
    }
    if (marks.size() == LENGTH) {
      marks.removeFirst();
    }
    marks.addLast(mark);
  }

  /** Takes what another has instead. */
  void become(Trail other) {
    List<Mark> taken = List.copyOf(other.marks);
    marks.clear();
    marks.addAll(taken);
  }

  /** Forgets all. */
  void clear() {
    marks.clear();
  }

  /** The marks before another one, and that one: in order. */
  List<Mark> upTo(Mark last) {
    List<Mark> all = new ArrayList<>(marks);
    all.removeIf(mark -> mark.offset() >= last.offset());
    all.add(last);
    return all;
  }
}

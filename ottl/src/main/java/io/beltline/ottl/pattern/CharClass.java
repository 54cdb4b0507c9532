package io.beltline.ottl.pattern;

import java.util.ArrayList;
import java.util.List;

/** A set of code points as ranges in order. Mutable while it is built. */
final class CharClass {
  private record Range(int low, int high) {}

  private List<Range> ranges = new ArrayList<>();

  static CharClass of(int codePoint) {
    return new CharClass().add(codePoint, codePoint);
  }

  static CharClass any() {
    return new CharClass().add(0, Character.MAX_CODE_POINT);
  }

  CharClass add(int low, int high) {
    ranges.add(new Range(low, high));
    return this;
  }

  CharClass add(CharClass other) {
    ranges.addAll(other.ranges);
    return this;
  }

  /** Sorts and joins ranges. */
  private void normalise() {
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.sort((a, b) -> Integer.compare(a.low, b.low));
    List<Range> joined = new ArrayList<>();
    for (Range range : sorted) {
      Range last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && range.low <= last.high + 1) {
        joined.set(joined.size() - 1, new Range(last.low, Math.max(last.high, range.high)));
      } else {
        joined.add(range);
      }
    }
    ranges = joined;
  }

  CharClass negated() {
    normalise();
    CharClass rest = new CharClass();
    int next = 0;
    for (Range range : ranges) {
      if (range.low > next) {
        rest.add(next, range.low - 1);
      }
      next = range.high + 1;
    }
    if (next <= Character.MAX_CODE_POINT) {
      rest.add(next, Character.MAX_CODE_POINT);
    }
    return rest;
  }

  boolean contains(int codePoint) {
    return ranges.stream().anyMatch(range -> range.low <= codePoint && codePoint <= range.high);
  }

  /** Low and high ends in order, without surrogates. */
  int[] ends() {
    normalise();
    List<Integer> ends = new ArrayList<>();
    for (Range range : ranges) {
      cut(range.low, Math.min(range.high, Character.MIN_SURROGATE - 1), ends);
      cut(Math.max(range.low, Character.MAX_SURROGATE + 1), range.high, ends);
    }
    return ends.stream().mapToInt(Integer::intValue).toArray();
  }

  private static void cut(int low, int high, List<Integer> ends) {
    if (low <= high) {
      ends.add(low);
      ends.add(high);
    }
  }
}

package io.beltline.delivery.journal;

import java.util.Map;
import java.util.TreeMap;

/**
 * A set of record numbers: all up to one, and above it ranges, and a bit for each other number. Not
 * safe for threads.
 */
final class SequenceSet {
  private static final int SHIFT = 12;
  private static final int WORDS = 1 << SHIFT >> 6;

  private final TreeMap<Long, long[]> chunks = new TreeMap<>();

  /** Last numbers by first ones; without neighbours, and without a bit for any number in them. */
  private final TreeMap<Long, Long> ranges = new TreeMap<>();

  private final boolean joins;
  private long below;

  private SequenceSet(boolean joins) {
    this.joins = joins;
  }

  /** A set that takes what follows the numbers below without a hole as one with them. */
  static SequenceSet joining() {
    return new SequenceSet(true);
  }

  /** A set in which only {@link #addBelow} says what is below: all that is added stays marked. */
  static SequenceSet marking() {
    return new SequenceSet(false);
  }

  /** All numbers up to this one are in the set. */
  long below() {
    return below;
  }

  /** Adds a number; false if it was there. */
  boolean add(long number) {
    if (number <= below || rangeEnd(number) >= number) {
      return false;
    }
    long[] chunk = chunks.computeIfAbsent(number >> SHIFT, any -> new long[WORDS]);
    int word = (int) (number >> 6) & (WORDS - 1);
    long bit = 1L << number;
    boolean fresh = (chunk[word] & bit) == 0;
    chunk[word] |= bit;
    return fresh;
  }

  /** Adds the numbers of a word of 64. */
  void addWord(long base, long bits) {
    if (bits == -1) {
      addRange(base, base + 63);
      return;
    }
    for (long left = bits; left != 0; left &= left - 1) {
      add(base + Long.numberOfTrailingZeros(left));
    }
  }

  /** Adds all numbers from one to another, both included. */
  void addRange(long from, long to) {
    if (from <= 0 || (joins && from <= below + 1)) {
      addBelow(to);
      join();
    } else if (Math.max(from, below + 1) <= to) {
      mark(Math.max(from, below + 1), to);
    }
  }

  private void mark(long from, long to) {
    long first = from;
    long last = to;
    Map.Entry<Long, Long> before = ranges.floorEntry(from);
    if (before != null && before.getValue() >= from - 1) {
      first = before.getKey();
    }
    Map.Entry<Long, Long> behind = ranges.floorEntry(to + 1);
    if (behind != null) {
      last = Math.max(to, behind.getValue());
    }
    ranges.subMap(first, true, last, true).clear();
    ranges.put(first, last);
    clearBits(from, to);
  }

  private void clearBits(long from, long to) {
    long first = from >> SHIFT;
    long last = to >> SHIFT;
    chunks.subMap(first, false, Math.max(first, last), false).clear();
    clearBits(first, from, to);
    clearBits(last, from, to);
  }

  private void clearBits(long key, long from, long to) {
    long[] chunk = chunks.get(key);
    if (chunk == null) {
      return;
    }
    boolean empty = true;
    for (int i = 0; i < WORDS; i++) {
      long base = (key << SHIFT) + ((long) i << 6);
      if (base + 63 >= from && base <= to) {
        long high = base + 63 > to ? -1L << (to - base) << 1 : 0;
        long low = base < from ? (1L << (from - base)) - 1 : 0;
        chunk[i] &= high | low;
      }
      empty &= chunk[i] == 0;
    }
    if (empty) {
      chunks.remove(key);
    }
  }

  private void join() {
    if (!joins) {
      return;
    }
    long next = below + 1;
    for (long past = past(next); past > next; past = past(next)) {
      next = past;
    }
    addBelow(next - 1);
  }

  /** Adds all numbers up to one. */
  void addBelow(long limit) {
    if (limit > below) {
      below = limit;
      chunks.headMap(limit >> SHIFT).clear();
      clearBits(limit >> SHIFT, 0, limit);
      long end = rangeEnd(limit);
      ranges.headMap(limit, true).clear();
      if (end > limit) {
        ranges.put(limit + 1, end);
      }
    }
  }

  /** Adds all numbers of another set. */
  void addAll(SequenceSet other) {
    addBelow(other.below);
    other.forEachRange(this::addRange);
    other.forEachWord(this::addWord);
  }

  boolean contains(long number) {
    return number <= below || isMarked(number);
  }

  /** True if the number was added by itself or in a range, not as one of all up to a number. */
  boolean isMarked(long number) {
    return number > below && (rangeEnd(number) >= number || hasBit(number));
  }

  /** The first number after a run of marked ones that begins at a number, if any does. */
  long past(long number) {
    if (number <= below) {
      return number;
    }
    long end = rangeEnd(number);
    return end >= number ? end + 1 : hasBit(number) ? number + 1 : number;
  }

  /** The end of the range a number could be in: before the number if it is in none. */
  private long rangeEnd(long number) {
    Map.Entry<Long, Long> range = ranges.floorEntry(number);
    return range == null ? Long.MIN_VALUE : range.getValue();
  }

  private boolean hasBit(long number) {
    long[] chunk = chunks.get(number >> SHIFT);
    return chunk != null && (chunk[(int) (number >> 6) & (WORDS - 1)] & 1L << number) != 0;
  }

  /** The greatest number; 0 if there is none. */
  long highest() {
    long top = ranges.isEmpty() ? below : Math.max(below, ranges.lastEntry().getValue());
    for (Map.Entry<Long, long[]> chunk : chunks.descendingMap().entrySet()) {
      long[] words = chunk.getValue();
      for (int i = WORDS - 1; i >= 0; i--) {
        if (words[i] != 0) {
          long base = (chunk.getKey() << SHIFT) + ((long) i << 6);
          return Math.max(top, base + 63 - Long.numberOfLeadingZeros(words[i]));
        }
      }
    }
    return top;
  }

  /** How many words hold numbers; a range counts as one. */
  int words() {
    int[] count = {ranges.size()};
    forEachWord((base, bits) -> count[0]++);
    return count[0];
  }

  /** Hands over the first and the last number of each range. */
  void forEachRange(RangeVisitor visitor) {
    ranges.forEach(visitor::range);
  }

  /** Hands over the other numbers above {@link #below}. */
  void forEachWord(WordVisitor visitor) {
    chunks.forEach(
        (key, words) -> {
          for (int i = 0; i < WORDS; i++) {
            if (words[i] != 0) {
              visitor.word((key << SHIFT) + ((long) i << 6), words[i]);
            }
          }
        });
  }

  /** Takes numbers that follow each other. */
  @FunctionalInterface
  interface RangeVisitor {
    void range(long from, long to);
  }

  /** Takes 64 numbers at a time. */
  @FunctionalInterface
  interface WordVisitor {
    void word(long base, long bits);
  }
}

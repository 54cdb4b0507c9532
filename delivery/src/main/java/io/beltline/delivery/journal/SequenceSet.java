package io.beltline.delivery.journal;

import java.util.Map;
import java.util.TreeMap;

/** A set of record numbers: all up to one, and a bit for each above. Not safe for threads. */
final class SequenceSet {
  private static final int SHIFT = 12;
  private static final int WORDS = 1 << SHIFT >> 6;

  private final TreeMap<Long, long[]> chunks = new TreeMap<>();
  private long below;

  /** All numbers up to this one are in the set. */
  long below() {
    return below;
  }

  /** Adds a number; false if it was there. */
  boolean add(long number) {
    if (number <= below) {
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
    for (long left = bits; left != 0; left &= left - 1) {
      add(base + Long.numberOfTrailingZeros(left));
    }
  }

  /** Adds all numbers from one to another, both included. */
  void addRange(long from, long to) {
    if (from <= below + 1) {
      addBelow(to);
      join();
      return;
    }
    for (long number = from; number <= to; number++) {
      add(number);
    }
  }

  /** Takes what follows the numbers below without a hole as one with them. */
  private void join() {
    long limit = below;
    while (isMarked(limit + 1)) {
      limit++;
    }
    addBelow(limit);
  }

  /** Adds all numbers up to one. */
  void addBelow(long limit) {
    if (limit > below) {
      below = limit;
      chunks.headMap((limit + 1) >> SHIFT).clear();
    }
  }

  /** Adds all numbers of another set. */
  void addAll(SequenceSet other) {
    addBelow(other.below);
    other.forEachWord(this::addWord);
  }

  boolean contains(long number) {
    return number <= below || isMarked(number);
  }

  /** True if the number was added by itself, not as one of all up to a number. */
  boolean isMarked(long number) {
    long[] chunk = chunks.get(number >> SHIFT);
    return number > below
        && chunk != null
        && (chunk[(int) (number >> 6) & (WORDS - 1)] & 1L << number) != 0;
  }

  /** The greatest number; 0 if there is none. */
  long highest() {
    for (Map.Entry<Long, long[]> chunk : chunks.descendingMap().entrySet()) {
      long[] words = chunk.getValue();
      for (int i = WORDS - 1; i >= 0; i--) {
        if (words[i] != 0) {
          long base = (chunk.getKey() << SHIFT) + ((long) i << 6);
          return Math.max(below, base + 63 - Long.numberOfLeadingZeros(words[i]));
        }
      }
    }
    return below;
  }

  /** How many words hold numbers. */
  int words() {
    int[] count = new int[1];
    forEachWord((base, bits) -> count[0]++);
    return count[0];
  }

  /** Hands over the numbers above {@link #below}. */
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

  /** Takes 64 numbers at a time. */
  @FunctionalInterface
  interface WordVisitor {
    void word(long base, long bits);
  }
}

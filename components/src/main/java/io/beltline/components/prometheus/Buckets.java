package io.beltline.components.prometheus;

/**
 * Buckets of an exponential histogram on one side of zero.
 *
 * @param offset the index of the first
 * @param counts how many measurements each has
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Buckets(int offset, long[] counts) {

  /** No bucket. */
  public static final Buckets NONE = new Buckets(0, new long[0]);

  /** True if there is none. */
  public boolean isEmpty() {
    return counts.length == 0;
  }

  /** The index behind the last. */
  public long end() {
    return (long) offset + counts.length;
  }

  /** How many measurements all have together. */
  public long total() {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  /** The same without empty buckets at either end. */
  public Buckets trimmed() {
    int from = 0;
    int to = counts.length;
    while (from < to && counts[from] == 0) {
      from++;
    }
    while (to > from && counts[to - 1] == 0) {
      to--;
    }
    if (from == to) {
      return NONE;
    }
    return from == 0 && to == counts.length
        ? this
        : new Buckets(offset + from, java.util.Arrays.copyOfRange(counts, from, to));
  }

  /** The same at a resolution that is lower by some steps, each of which joins two buckets. */
  public Buckets coarser(int steps) {
    if (steps == 0 || isEmpty()) {
      return this;
    }
    int shift = Math.min(steps, 31);
    int first = offset >> shift;
    int last = (int) ((end() - 1) >> shift);
    long[] joined = new long[last - first + 1];
    for (int i = 0; i < counts.length; i++) {
      joined[(int) (((long) offset + i) >> shift) - first] += counts[i];
    }
    return new Buckets(first, joined);
  }

  /** The sum of both, which must be of one resolution. */
  public Buckets plus(Buckets other) {
    if (isEmpty() || other.isEmpty()) {
      return isEmpty() ? other : this;
    }
    int first = Math.min(offset, other.offset);
    long[] sum = new long[(int) (Math.max(end(), other.end()) - first)];
    System.arraycopy(counts, 0, sum, offset - first, counts.length);
    for (int i = 0; i < other.counts.length; i++) {
      sum[other.offset - first + i] += other.counts[i];
    }
    return new Buckets(first, sum);
  }

  /** How many steps coarser both must be for their sum to have at most so many buckets. */
  public static int stepsToFit(Buckets a, Buckets b, int most) {
    if (a.isEmpty() && b.isEmpty()) {
      return 0;
    }
    long first = a.isEmpty() ? b.offset : b.isEmpty() ? a.offset : Math.min(a.offset, b.offset);
    long last =
        Math.max(a.isEmpty() ? Long.MIN_VALUE : a.end(), b.isEmpty() ? Long.MIN_VALUE : b.end())
            - 1;
    int steps = 0;
    while ((last >> steps) - (first >> steps) >= most) {
      steps++;
    }
    return steps;
  }
}

package io.beltline.components.series;

import io.beltline.components.metrics.ExponentialScale;
import io.beltline.model.otlp.BucketsEditor;
import io.beltline.model.otlp.BucketsView;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One side of an exponential histogram. Immutable.
 *
 * @param first the number of the first bucket
 * @param counts how many numbers are in each bucket from there, unsigned; never written
 */
@SuppressWarnings("ArrayRecordComponent") // compared field by field, below
record ExponentialBuckets(int first, long[] counts) {
  private static final ExponentialBuckets NONE = new ExponentialBuckets(0, new long[0]);

  /** Without empty buckets on both ends. */
  static ExponentialBuckets of(BucketsView view) {
    return trimmed(view.offset(), Numbers.longs(view.bucketCounts()));
  }

  private static ExponentialBuckets trimmed(long first, long[] counts) {
    int from = 0;
    int to = counts.length;
    while (to > 0 && counts[to - 1] == 0) {
      to--;
    }
    while (from < to && counts[from] == 0) {
      from++;
    }
    return from == to
        ? NONE
        : new ExponentialBuckets((int) (first + from), Arrays.copyOfRange(counts, from, to));
  }

  boolean isEmpty() {
    return counts.length == 0;
  }

  private long last() {
    return (long) first + counts.length - 1;
  }

  /** How many numbers are in a bucket. */
  long at(long index) {
    return index < first || index > last() ? 0 : counts[(int) (index - first)];
  }

  void writeTo(BucketsEditor editor) {
    editor.offset(first).bucketCounts(counts);
  }

  /** The same at a scale that is less. */
  ExponentialBuckets coarser(long less) {
    if (less == 0 || isEmpty()) {
      return this;
    }
    long low = ExponentialScale.coarser(first, less);
    long[] merged = new long[(int) (ExponentialScale.coarser(last(), less) - low) + 1];
    for (int i = 0; i < counts.length; i++) {
      merged[(int) (ExponentialScale.coarser((long) first + i, less) - low)] += counts[i];
    }
    return new ExponentialBuckets((int) low, merged);
  }

  /** How much less the scale must be for the sum of both to have so many buckets at most. */
  long coarseningWith(ExponentialBuckets other, int most) {
    if (isEmpty() && other.isEmpty()) {
      return 0;
    }
    long low = isEmpty() ? other.first : other.isEmpty() ? first : Math.min(first, other.first);
    long high =
        isEmpty() ? other.last() : other.isEmpty() ? last() : Math.max(last(), other.last());
    long less = 0;
    while (ExponentialScale.coarser(high, less) - ExponentialScale.coarser(low, less) >= most) {
      less++;
    }
    return less;
  }

  /** The sum of both. */
  ExponentialBuckets plus(ExponentialBuckets other) {
    if (isEmpty() || other.isEmpty()) {
      return isEmpty() ? other : this;
    }
    long low = Math.min(first, other.first);
    long[] sums = new long[(int) (Math.max(last(), other.last()) - low) + 1];
    System.arraycopy(counts, 0, sums, (int) (first - low), counts.length);
    for (int i = 0; i < other.counts.length; i++) {
      sums[(int) (other.first - low) + i] += other.counts[i];
    }
    return new ExponentialBuckets((int) low, sums);
  }

  /** What was added since earlier; null if a bucket has less than it had. */
  @Nullable ExponentialBuckets minus(ExponentialBuckets earlier) {
    if (!earlier.isEmpty() && (earlier.first < first || earlier.last() > last())) {
      return null;
    }
    long[] differences = counts.clone();
    for (int i = 0; i < earlier.counts.length; i++) {
      int at = earlier.first - first + i;
      if (Long.compareUnsigned(differences[at], earlier.counts[i]) < 0) {
        return null;
      }
      differences[at] -= earlier.counts[i];
    }
    return trimmed(first, differences);
  }

  /** How many numbers are in the buckets up to one. */
  long upTo(long index) {
    long sum = 0;
    for (int i = 0; i < counts.length && (long) first + i <= index; i++) {
      sum += counts[i];
    }
    return sum;
  }

  /** The buckets above one. */
  ExponentialBuckets above(long index) {
    if (isEmpty() || index < first) {
      return this;
    }
    int gone = (int) Math.min(counts.length, index - first + 1);
    return trimmed((long) first + gone, Arrays.copyOfRange(counts, gone, counts.length));
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(first);
    Numbers.write(counts, out);
  }

  static ExponentialBuckets read(DataInput in) throws IOException {
    return new ExponentialBuckets(in.readInt(), Numbers.readLongs(in));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ExponentialBuckets that
        && first == that.first
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return first + 31 * Arrays.hashCode(counts);
  }
}

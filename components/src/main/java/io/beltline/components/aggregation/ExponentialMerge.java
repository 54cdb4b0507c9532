package io.beltline.components.aggregation;

import io.beltline.model.Slice;
import io.beltline.model.otlp.BucketsEditor;
import io.beltline.model.otlp.BucketsView;
import io.beltline.model.otlp.ExponentialHistogramDataPointEditor;
import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import java.util.List;

/**
 * Adds exponential histograms. The result has the coarsest of their scales, or a coarser one where
 * it would need more buckets than {@link #MAX_BUCKETS} and than any of them has. One thread.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/metrics/data-model/#exponential-scale">perfect
 *     subsetting</a>
 */
final class ExponentialMerge {
  /** How many buckets a side of the result may always have. */
  static final int MAX_BUCKETS = 1024;

  private final ExponentialHistogramDataPointView view = new ExponentialHistogramDataPointView();
  private final ExponentialHistogramDataPointEditor editor =
      new ExponentialHistogramDataPointEditor();

  /** The first point with what all have together and the earliest start. */
  Slice merge(List<Slice> points) {
    editor.wrap(points.getFirst());
    Sums sums = new Sums();
    long zeros = 0;
    long scale = Integer.MAX_VALUE;
    int room = MAX_BUCKETS;
    for (Slice point : points) {
      view.wrap(point);
      sums.add(view.startTimeUnixNano(), view.count());
      if (view.count() != 0) {
        sums.sum(view.hasSum(), view.sum());
        sums.range(view.hasMin(), view.min(), view.hasMax(), view.max());
        zeros += view.zeroCount();
        scale = Math.min(scale, view.scale());
        room = Math.max(room, view.positive().bucketCounts().remaining());
        room = Math.max(room, view.negative().bucketCounts().remaining());
      }
    }
    editor.startTimeUnixNano(sums.start());
    if (sums.hasValues()) {
      write(sums, zeros);
      buckets(points, scale, room);
    }
    exemplars(points);
    return editor.toSlice();
  }

  private void write(Sums sums, long zeros) {
    editor.count(sums.count());
    editor.zeroCount(zeros);
    if (sums.hasSum()) {
      editor.sum(sums.sum());
    } else {
      editor.clearSum();
    }
    if (sums.hasRange() && editor.hasMin()) {
      editor.min(sums.min());
    }
    if (sums.hasRange() && editor.hasMax()) {
      editor.max(sums.max());
    }
  }

  private void buckets(List<Slice> points, long scale, int room) {
    BucketSum positive = new BucketSum();
    BucketSum negative = new BucketSum();
    for (Slice point : points) {
      view.wrap(point);
      if (view.count() != 0) {
        positive.stretch(view.positive(), view.scale() - scale);
        negative.stretch(view.negative(), view.scale() - scale);
      }
    }
    int change = Math.max(positive.changeToFit(room), negative.changeToFit(room));
    positive.open(change);
    negative.open(change);
    for (Slice point : points) {
      view.wrap(point);
      if (view.count() != 0) {
        positive.add(view.positive(), view.scale() - scale + change);
        negative.add(view.negative(), view.scale() - scale + change);
      }
    }
    editor.scale((int) Math.max(Integer.MIN_VALUE, scale - change));
    write(positive, editor.positive(), true);
    write(negative, editor.negative(), false);
  }

  private void write(BucketSum sum, BucketsEditor target, boolean isPositive) {
    if (!sum.isEmpty()) {
      target.offset(sum.offset());
      target.bucketCounts(sum.counts());
    } else if (isPositive) {
      editor.clearPositive();
    } else {
      editor.clearNegative();
    }
  }

  private void exemplars(List<Slice> points) {
    for (Slice point : points.subList(1, points.size())) {
      view.wrap(point);
      if (view.count() != 0) {
        for (var walk = view.exemplars(); walk.next(); ) {
          editor.exemplars().add(walk.slice());
        }
      }
    }
  }

  /** The buckets of one side of several histograms. */
  private static final class BucketSum {
    private long low = Long.MAX_VALUE;
    private long high = Long.MIN_VALUE;
    private long[] counts = {};

    private static long coarser(long index, long change) {
      return index >> Math.clamp(change, 0L, 63);
    }

    void stretch(BucketsView side, long change) {
      int size = side.bucketCounts().remaining();
      if (size > 0) {
        low = Math.min(low, coarser(side.offset(), change));
        high = Math.max(high, coarser((long) side.offset() + size - 1, change));
      }
    }

    int changeToFit(int room) {
      int change = 0;
      while (!isEmpty() && (high >> change) - (low >> change) >= room) {
        change++;
      }
      return change;
    }

    void open(int change) {
      if (!isEmpty()) {
        low >>= change;
        high >>= change;
        counts = new long[(int) (high - low + 1)];
      }
    }

    void add(BucketsView side, long change) {
      long index = side.offset();
      for (var walk = side.bucketCounts(); walk.next(); index++) {
        counts[(int) (coarser(index, change) - low)] += walk.asLong();
      }
    }

    boolean isEmpty() {
      return high < low;
    }

    int offset() {
      return (int) low;
    }

    long[] counts() {
      return counts;
    }
  }
}

package io.beltline.ottl.transform;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.BucketsEditor;
import io.beltline.model.otlp.ExponentialHistogramDataPointEditor;
import io.beltline.ottl.EvaluationException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Adds up the points of exponential histograms that have the same scale. Stateless. */
final class ExponentialPoints {
  /** More buckets than a histogram has on purpose. */
  private static final int MAX_BUCKETS = 100_000;

  private ExponentialPoints() {}

  static List<Slice> aggregate(
      List<Slice> encoded, boolean byStart, Consumer<AttributesEditor> change) {
    List<ExponentialHistogramDataPointEditor> points = new ArrayList<>();
    for (Slice slice : encoded) {
      ExponentialHistogramDataPointEditor point = new ExponentialHistogramDataPointEditor();
      point.wrap(slice);
      change.accept(point.attributes());
      points.add(point);
    }
    List<Slice> merged = new ArrayList<>();
    for (List<ExponentialHistogramDataPointEditor> group :
        PointKey.groups(points, p -> key(p, byStart))) {
      ExponentialHistogramDataPointEditor first = group.getFirst();
      group.subList(1, group.size()).forEach(point -> add(first, point));
      merged.add(first.toSlice());
    }
    return merged;
  }

  private static PointKey key(ExponentialHistogramDataPointEditor point, boolean byStart) {
    return PointKey.of(
        point.attributes(),
        point.timeUnixNano(),
        byStart ? point.startTimeUnixNano() : 0L,
        point.scale(),
        point.zeroThreshold(),
        point.hasMin(),
        point.hasMax(),
        point.flags());
  }

  private static void add(
      ExponentialHistogramDataPointEditor to, ExponentialHistogramDataPointEditor more) {
    if (more.count() == 0) {
      return;
    }
    to.count(to.count() + more.count());
    if (to.hasSum() || more.hasSum()) {
      to.sum(to.sum() + more.sum());
    }
    to.zeroCount(to.zeroCount() + more.zeroCount());
    if (to.hasMin() && more.min() < to.min()) {
      to.min(more.min());
    }
    if (to.hasMax() && more.max() > to.max()) {
      to.max(more.max());
    }
    add(to.positive(), more.positive());
    add(to.negative(), more.negative());
    Points.copies(more.exemplars()).forEach(exemplar -> to.exemplars().add(exemplar));
    to.startTimeUnixNano(PointKey.earlier(to.startTimeUnixNano(), more.startTimeUnixNano()));
  }

  private static void add(BucketsEditor to, BucketsEditor more) {
    long[] there = Numbers.longs(to.bucketCounts());
    long[] added = Numbers.longs(more.bucketCounts());
    if (added.length == 0) {
      return;
    }
    long toOffset = there.length == 0 ? more.offset() : to.offset();
    long offset = Math.min(toOffset, more.offset());
    long size = Math.max(toOffset + there.length, (long) more.offset() + added.length) - offset;
    if (size > MAX_BUCKETS) {
      throw new EvaluationException(
          "exponential histograms that are aggregated lie too far apart: "
              + size
              + " buckets (expected: at most "
              + MAX_BUCKETS
              + ")");
    }
    long[] sum = new long[(int) size];
    for (int i = 0; i < there.length; i++) {
      sum[i + (int) (toOffset - offset)] += there[i];
    }
    for (int i = 0; i < added.length; i++) {
      sum[i + (int) (more.offset() - offset)] += added[i];
    }
    to.offset((int) offset).bucketCounts(sum);
  }
}

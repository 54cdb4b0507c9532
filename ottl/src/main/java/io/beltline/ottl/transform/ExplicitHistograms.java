package io.beltline.ottl.transform;

import io.beltline.model.Slice;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.ExponentialHistogramDataPointEditor;
import io.beltline.model.otlp.HistogramDataPointEditor;
import io.beltline.model.otlp.HistogramEditor;
import io.beltline.model.otlp.MetricEditor;
import io.beltline.model.otlp.MetricView;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.function.Arguments;
import io.beltline.ottl.function.Edition;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** {@code convert_exponential_histogram_to_histogram}: counts go to the bounds that were given. */
final class ExplicitHistograms {
  private ExplicitHistograms() {}

  static Edition of(Arguments a) throws InvalidStatementException {
    List<String> words = List.of("upper", "midpoint", "uniform", "random");
    String word = a.text("distribution").isEmpty() ? "random" : a.word("distribution", "", words);
    Distribution distribution = Distribution.valueOf(word.toUpperCase(Locale.ROOT));
    double[] bounds = bounds(a);
    return x -> convert(x, bounds, distribution);
  }

  private static double[] bounds(Arguments a) throws InvalidStatementException {
    List<Expression> values = a.values("explicit_bounds");
    if (values.isEmpty()) {
      throw a.problem("explicit_bounds", "explicit_bounds is empty (expected: at least one bound)");
    }
    double[] bounds = new double[values.size()];
    for (int i = 0; i < bounds.length; i++) {
      Cell bound = values.get(i).constant();
      if (bound == null || !(bound.is(ValueKind.DOUBLE) || bound.is(ValueKind.INT))) {
        throw a.problem("explicit_bounds", "explicit_bounds takes numbers: [0.0, 10.0]");
      }
      bounds[i] = bound.is(ValueKind.INT) ? (double) bound.integer() : bound.number();
      if (i > 0 && !(bounds[i] > bounds[i - 1])) {
        throw a.problem(
            "explicit_bounds",
            "explicit_bounds is not ascending: " + bounds[i - 1] + " stands before " + bounds[i]);
      }
    }
    return bounds;
  }

  private static boolean convert(Execution x, double[] bounds, Distribution distribution) {
    MetricEditor metric = x.metric();
    if (metric.dataCase() != MetricView.EXPONENTIAL_HISTOGRAM) {
      return false;
    }
    int temporality = metric.exponentialHistogram().aggregationTemporality();
    List<Slice> points = new ArrayList<>();
    for (Cursor<ExponentialHistogramDataPointEditor> walk =
            metric.exponentialHistogram().dataPoints();
        walk.next(); ) {
      ExponentialHistogramDataPointEditor point = walk.item();
      long[] counts = counts(point, bounds, distribution, x);
      points.add(Slice.of(point(point, bounds, counts).toSlice().toByteArray()));
    }
    metric.clearExponentialHistogram();
    HistogramEditor histogram = metric.histogram();
    histogram.replace(Points.encode(points));
    histogram.aggregationTemporality(temporality);
    return true;
  }

  private static HistogramDataPointEditor point(
      ExponentialHistogramDataPointEditor from, double[] bounds, long[] counts) {
    HistogramDataPointEditor made = new HistogramDataPointEditor();
    made.startTimeUnixNano(from.startTimeUnixNano()).timeUnixNano(from.timeUnixNano());
    made.count(from.count()).bucketCounts(counts).explicitBounds(bounds).flags(from.flags());
    if (from.hasSum()) {
      made.sum(from.sum());
    }
    if (from.hasMin()) {
      made.min(from.min());
    }
    if (from.hasMax()) {
      made.max(from.max());
    }
    for (Slice exemplar : Points.copies(from.exemplars())) {
      made.exemplars().add(exemplar);
    }
    for (var attribute = from.attributes(); attribute.next(); ) {
      Slice encoded = Slice.of(attribute.item().toSlice().toByteArray());
      made.attributes().add(new Attribute(AttributeKey.of(attribute.key()), encoded));
    }
    return made;
  }

  /** One count more than bounds. */
  private static long[] counts(
      ExponentialHistogramDataPointEditor point,
      double[] bounds,
      Distribution distribution,
      Execution x) {
    long[] negative = Numbers.longs(point.negative().bucketCounts());
    long[] positive = Numbers.longs(point.positive().bucketCounts());
    long total = Arrays.stream(negative).sum() + Arrays.stream(positive).sum() + point.zeroCount();
    if (total != point.count()) {
      throw new EvaluationException(
          "an exponential histogram cannot be converted: its buckets hold "
              + Long.toUnsignedString(total)
              + ", its count is "
              + Long.toUnsignedString(point.count()));
    }
    RandomGenerator random = x.environment().random();
    long[] counts = new long[bounds.length + 1];
    double zero = point.zeroThreshold();
    distribution.add(point.zeroCount(), -zero, zero, bounds, counts, random);
    for (int i = 0; i < negative.length; i++) {
      long bucket = (long) point.negative().offset() + i;
      double far = -bound(bucket + 1, point.scale());
      double near = -bound(bucket, point.scale());
      distribution.add(negative[i], far, near, bounds, counts, random);
    }
    for (int i = 0; i < positive.length; i++) {
      long bucket = (long) point.positive().offset() + i;
      double near = bound(bucket, point.scale());
      double far = bound(bucket + 1, point.scale());
      distribution.add(positive[i], near, far, bounds, counts, random);
    }
    return counts;
  }

  /** The lower bound of a bucket; powers of two are exact, and none is beyond the doubles. */
  private static double bound(long bucket, int scale) {
    double log2 = Math.clamp(Percentiles.log2Bound(bucket, scale), -1100, 1100);
    double whole = Math.floor(log2);
    return Math.min(Math.scalb(Math.pow(2, log2 - whole), (int) whole), Double.MAX_VALUE);
  }
}

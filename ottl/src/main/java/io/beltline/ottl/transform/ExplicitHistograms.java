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
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.function.Arguments;
import io.beltline.ottl.function.Edition;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import java.util.ArrayList;
import java.util.List;

/** {@code convert_exponential_histogram_to_histogram}: counts go to the bounds that were given. */
final class ExplicitHistograms {
  private ExplicitHistograms() {}

  static Edition of(Arguments a) throws InvalidStatementException {
    List<String> words = List.of("upper", "midpoint", "uniform", "random");
    String word = a.text("distribution").isEmpty() ? "random" : a.word("distribution", "", words);
    Distribution distribution = Distribution.of(word);
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

  /** As many counts as bounds: the last one holds what is beyond the last bound too. */
  private static long[] counts(
      ExponentialHistogramDataPointEditor point,
      double[] bounds,
      Distribution distribution,
      Execution x) {
    long[] counts = new long[bounds.length];
    if (bounds[0] == 0) {
      counts[0] += point.zeroCount();
    }
    double factor = Math.scalb(Math.log(2), -point.scale());
    long[] buckets = Numbers.longs(point.positive().bucketCounts());
    for (int i = 0; i < buckets.length; i++) {
      long index = (long) point.positive().offset() + i;
      double lower = Math.exp(index * factor);
      double upper = Math.exp((index + 1) * factor);
      if (lower > bounds[bounds.length - 1]) {
        counts[bounds.length - 1] += buckets[i];
      } else {
        int within = within(lower, upper, bounds);
        if (within >= 0) {
          counts[within] += buckets[i];
        } else {
          distribution.add(buckets[i], lower, upper, bounds, counts, x.environment().random());
        }
      }
    }
    return counts;
  }

  private static int within(double lower, double upper, double[] bounds) {
    for (int i = 1; i < bounds.length; i++) {
      if (lower > bounds[i - 1] && upper <= bounds[i]) {
        return i - 1;
      }
    }
    return -1;
  }
}

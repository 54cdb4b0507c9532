package io.beltline.receiver.prometheus;

import io.beltline.components.prometheus.incoming.PointProblem;
import io.beltline.components.prometheus.incoming.Points;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.WireWriter;

/** A classic histogram: cumulative buckets in, their differences out. */
final class HistogramPoint extends JoinedPoint {
  private static final double MOST = 0x1p63;
  private static final PointProblem FALLING = PointProblem.of("buckets that do not grow");

  HistogramPoint(byte[] attributes) {
    super(attributes);
  }

  /** All there is: the count, or without one the last bucket if that is without a bound. */
  private double total() {
    if (hasCount()) {
      return count;
    }
    Part last = parts.isEmpty() ? null : parts.get(parts.lastKey());
    return last != null && last.seen == seen && last.bound == Double.POSITIVE_INFINITY
        ? last.value
        : Double.NaN;
  }

  @Override
  PointProblem problem() {
    double total = total();
    if (Double.isNaN(total)) {
      return PointProblem.of(hasCount() ? "a count that is no number" : "no count");
    }
    double before = 0;
    for (Part part : parts.values()) {
      if (part.seen == seen && part.bound != Double.POSITIVE_INFINITY) {
        if (!(part.value >= before) || Double.isNaN(part.bound)) {
          return FALLING;
        }
        before = part.value;
      }
    }
    return total >= before && total < MOST ? PointProblem.NONE : FALLING;
  }

  @Override
  void value(WireWriter out, double stale, long when, boolean ended) {
    if (ended) {
      Points.explicit(out, start, when, true, 0, 0, new double[0], new long[0]);
      return;
    }
    int size = 0;
    for (Part part : parts.values()) {
      size += part.seen == seen && part.bound != Double.POSITIVE_INFINITY ? 1 : 0;
    }
    double[] bounds = new double[size];
    long[] counts = new long[size + 1];
    long before = 0;
    int at = 0;
    for (Part part : parts.values()) {
      if (part.seen == seen && part.bound != Double.POSITIVE_INFINITY) {
        bounds[at] = part.bound;
        counts[at++] = (long) part.value - before;
        before = (long) part.value;
      }
    }
    long total = (long) total();
    counts[at] = total - before;
    double whole = hasSum() ? sum : Double.NaN;
    Points.explicit(out, start, when, false, total, whole, bounds, counts);
    exemplars.forEach(one -> Points.exemplar(out, HistogramDataPointView.EXEMPLARS, one));
  }
}

package io.beltline.receiver.prometheus;

import static java.util.Objects.requireNonNullElse;

import io.beltline.components.prometheus.incoming.Buckets;
import io.beltline.components.prometheus.incoming.IncomingHistogram;
import io.beltline.components.prometheus.incoming.PointProblem;
import io.beltline.components.prometheus.incoming.Points;
import io.beltline.model.otlp.WireWriter;

/** A native histogram. */
final class NativePoint extends SeriesPoint {
  private static final IncomingHistogram NONE = IncomingHistogram.stale();

  IncomingHistogram histogram = NONE;
  private final boolean custom;

  NativePoint(byte[] attributes, boolean custom) {
    super(attributes);
    this.custom = custom;
  }

  @Override
  void letGo() {
    super.letGo();
    histogram = NONE;
  }

  @Override
  PointProblem problem() {
    return histogram.problem(histogram.positive(), histogram.negative());
  }

  @Override
  void value(WireWriter out, double stale, long when, boolean ended) {
    IncomingHistogram told = ended ? NONE : histogram;
    Buckets positive = requireNonNullElse(told.positive(), Buckets.NONE);
    if (custom) {
      Points.explicit(out, told, start, when, positive, exemplars);
    } else {
      Buckets negative = requireNonNullElse(told.negative(), Buckets.NONE);
      Points.exponential(out, told, start, when, positive, negative, exemplars);
    }
  }
}

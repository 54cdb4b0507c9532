package io.beltline.receiver.prometheus;

import io.beltline.components.prometheus.incoming.PointProblem;
import io.beltline.components.prometheus.incoming.Points;
import io.beltline.model.otlp.SummaryDataPointView;
import io.beltline.model.otlp.WireWriter;

/** A summary. */
final class SummaryPoint extends JoinedPoint {
  private static final int QUANTILE = 1;
  private static final int VALUE = 2;

  SummaryPoint(byte[] attributes) {
    super(attributes);
  }

  @Override
  PointProblem problem() {
    if (!hasCount()) {
      return PointProblem.of("no count");
    }
    return count >= 0 && count < 0x1p63
        ? PointProblem.NONE
        : PointProblem.of("a count that is no number");
  }

  @Override
  void value(WireWriter out, double stale, long when, boolean ended) {
    Points.times(
        out,
        SummaryDataPointView.START_TIME_UNIX_NANO,
        start,
        SummaryDataPointView.TIME_UNIX_NANO,
        when);
    if (ended) {
      flag(out, SummaryDataPointView.FLAGS);
      return;
    }
    out.fixed64(SummaryDataPointView.COUNT, (long) count);
    if (hasSum()) {
      out.float64(SummaryDataPointView.SUM, sum);
    }
    for (Part part : parts.values()) {
      if (part.seen == seen) {
        int quantile = out.begin(SummaryDataPointView.QUANTILE_VALUES);
        out.float64(QUANTILE, part.bound);
        out.float64(VALUE, part.value);
        out.end(quantile);
      }
    }
  }
}

package io.beltline.components.metrics;

import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.WireWriter;

/** How many values there were. */
public final class Total implements Aggregate {
  private long count;

  /** None yet. */
  public Total() {}

  @Override
  public void add(double value, long times) {
    count += times;
  }

  @Override
  public PointKind kind() {
    return PointKind.SUM;
  }

  @Override
  public void write(WireWriter point) {
    point.fixed64(NumberDataPointView.AS_INT, count);
  }
}

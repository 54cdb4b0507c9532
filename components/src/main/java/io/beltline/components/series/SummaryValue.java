package io.beltline.components.series;

import io.beltline.model.otlp.MetricsEditor;
import io.beltline.model.otlp.SummaryDataPointView;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How many numbers there were and what they add up to. The quantiles of a point say something about
 * a time of their own and are left alone.
 *
 * @param count how many, unsigned
 * @param sum what they add up to
 */
public record SummaryValue(long count, double sum) implements PointValue {
  static final byte KIND = 5;

  static SummaryValue of(SummaryDataPointView point) {
    return new SummaryValue(point.count(), point.sum());
  }

  @Override
  public void writeTo(MetricsEditor editor) {
    editor.summaryPoint().count(count).sum(sum);
  }

  @Override
  public boolean fits(PointValue other) {
    return other instanceof SummaryValue;
  }

  @Override
  public SummaryValue plus(PointValue other) {
    SummaryValue summary = (SummaryValue) other;
    return new SummaryValue(count + summary.count, sum + summary.sum);
  }

  @Override
  public @Nullable SummaryValue minus(PointValue earlier) {
    SummaryValue summary = (SummaryValue) earlier;
    return Long.compareUnsigned(count, summary.count) < 0 || sum < summary.sum
        ? null
        : new SummaryValue(count - summary.count, sum - summary.sum);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(KIND);
    out.writeLong(count);
    out.writeDouble(sum);
  }
}

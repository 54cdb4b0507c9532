package io.beltline.components.series;

import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.MetricsEditor;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a metric point says, without its times and attributes. Immutable.
 *
 * <p>Values of the same series are added and subtracted; what is no number of the other's kind does
 * not {@link #fits fit}.
 */
public sealed interface PointValue
    permits NumberValue, HistogramValue, ExponentialValue, SummaryValue {

  /** The value of the editor's current point. */
  static PointValue of(MetricsEditor editor) {
    return switch (editor.dataCase()) {
      case MetricView.HISTOGRAM -> HistogramValue.of(editor.histogramPoint());
      case MetricView.EXPONENTIAL_HISTOGRAM ->
          ExponentialValue.of(editor.exponentialHistogramPoint());
      case MetricView.SUMMARY -> SummaryValue.of(editor.summaryPoint());
      default -> NumberValue.of(editor.numberPoint());
    };
  }

  /** Makes it the value of the editor's current point, which is of its kind. */
  void writeTo(MetricsEditor editor);

  /** Whether another value can be added to this one or subtracted from it. */
  boolean fits(PointValue other);

  /** The sum of this and a value that fits. */
  PointValue plus(PointValue other);

  /**
   * What was added since an earlier value that fits; null if something is less than it was, so that
   * it must have begun anew. It has neither least nor greatest.
   */
  @Nullable PointValue minus(PointValue earlier);

  /** The same without its least and greatest. */
  default PointValue withoutRange() {
    return this;
  }

  /** Writes it for {@link #read}. */
  void write(DataOutput out) throws IOException;

  /**
   * Reads a value again.
   *
   * @throws IOException if the bytes are of something else
   */
  static PointValue read(DataInput in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case NumberValue.INT, NumberValue.DOUBLE -> new NumberValue(kind, in.readLong());
      case HistogramValue.KIND -> HistogramValue.readFields(in);
      case ExponentialValue.KIND -> ExponentialValue.readFields(in);
      case SummaryValue.KIND -> new SummaryValue(in.readLong(), in.readDouble());
      default -> throw new IOException("no kind of value: " + kind);
    };
  }
}

package io.beltline.components.metrics;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.ExponentialHistogramDataPointEditor;
import io.beltline.model.otlp.HistogramDataPointEditor;
import io.beltline.model.otlp.MessageView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.NumberDataPointEditor;
import io.beltline.model.otlp.SummaryDataPointEditor;

/** An editor for each kind of data point, used for one point after another. One thread. */
public final class PointEditors {
  private final NumberDataPointEditor number = new NumberDataPointEditor();
  private final HistogramDataPointEditor histogram = new HistogramDataPointEditor();
  private final ExponentialHistogramDataPointEditor exponential =
      new ExponentialHistogramDataPointEditor();
  private final SummaryDataPointEditor summary = new SummaryDataPointEditor();

  /** Editors of nothing yet. */
  public PointEditors() {}

  /**
   * The editor of a kind, on a point.
   *
   * @param kind a number of {@link MetricView}
   */
  public MessageView wrap(int kind, Slice point) {
    MessageView editor =
        switch (kind) {
          case MetricView.HISTOGRAM -> histogram;
          case MetricView.EXPONENTIAL_HISTOGRAM -> exponential;
          case MetricView.SUMMARY -> summary;
          default -> number;
        };
    editor.wrap(point);
    return editor;
  }

  /** The attributes of the point that a kind's editor is on. */
  public AttributesEditor attributes(int kind) {
    return switch (kind) {
      case MetricView.HISTOGRAM -> histogram.attributes();
      case MetricView.EXPONENTIAL_HISTOGRAM -> exponential.attributes();
      case MetricView.SUMMARY -> summary.attributes();
      default -> number.attributes();
    };
  }
}

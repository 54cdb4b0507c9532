package io.beltline.components.series;

import io.beltline.model.otlp.ExponentialHistogramDataPointEditor;
import io.beltline.model.otlp.HistogramDataPointEditor;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.MetricsEditor;
import io.beltline.model.otlp.NumberDataPointEditor;
import io.beltline.model.otlp.SummaryDataPointEditor;

/** What points of all kinds have: an editor's current point, whatever its kind. */
public final class Points {
  private static final int NO_RECORDED_VALUE = 1;

  private Points() {}

  /** Whether the current metric has a temporality: sums and both kinds of histograms have. */
  public static boolean haveTemporality(MetricsEditor editor) {
    return switch (editor.dataCase()) {
      case MetricView.SUM, MetricView.HISTOGRAM, MetricView.EXPONENTIAL_HISTOGRAM -> true;
      default -> false;
    };
  }

  /** When the current point begins, Unix nanoseconds; 0 if it does not say. */
  public static long start(MetricsEditor editor) {
    return switch (editor.point()) {
      case NumberDataPointEditor point -> point.startTimeUnixNano();
      case HistogramDataPointEditor point -> point.startTimeUnixNano();
      case ExponentialHistogramDataPointEditor point -> point.startTimeUnixNano();
      case SummaryDataPointEditor point -> point.startTimeUnixNano();
      default -> throw unknown(editor);
    };
  }

  /** Says when the current point begins. */
  public static void start(MetricsEditor editor, long unixNanos) {
    switch (editor.point()) {
      case NumberDataPointEditor point -> point.startTimeUnixNano(unixNanos);
      case HistogramDataPointEditor point -> point.startTimeUnixNano(unixNanos);
      case ExponentialHistogramDataPointEditor point -> point.startTimeUnixNano(unixNanos);
      case SummaryDataPointEditor point -> point.startTimeUnixNano(unixNanos);
      default -> throw unknown(editor);
    }
  }

  /** When the current point ends, Unix nanoseconds. */
  public static long time(MetricsEditor editor) {
    return switch (editor.point()) {
      case NumberDataPointEditor point -> point.timeUnixNano();
      case HistogramDataPointEditor point -> point.timeUnixNano();
      case ExponentialHistogramDataPointEditor point -> point.timeUnixNano();
      case SummaryDataPointEditor point -> point.timeUnixNano();
      default -> throw unknown(editor);
    };
  }

  /** Says when the current point ends. */
  public static void time(MetricsEditor editor, long unixNanos) {
    switch (editor.point()) {
      case NumberDataPointEditor point -> point.timeUnixNano(unixNanos);
      case HistogramDataPointEditor point -> point.timeUnixNano(unixNanos);
      case ExponentialHistogramDataPointEditor point -> point.timeUnixNano(unixNanos);
      case SummaryDataPointEditor point -> point.timeUnixNano(unixNanos);
      default -> throw unknown(editor);
    }
  }

  /** Whether the current point only says that there is no value: its series has ended. */
  public static boolean lackValue(MetricsEditor editor) {
    int flags =
        switch (editor.point()) {
          case NumberDataPointEditor point -> point.flags();
          case HistogramDataPointEditor point -> point.flags();
          case ExponentialHistogramDataPointEditor point -> point.flags();
          case SummaryDataPointEditor point -> point.flags();
          default -> throw unknown(editor);
        };
    return (flags & NO_RECORDED_VALUE) != 0;
  }

  private static IllegalStateException unknown(MetricsEditor editor) {
    return new IllegalStateException("no kind of point: " + editor.point());
  }
}

package io.beltline.ottl.context;

import io.beltline.model.otlp.EditCursor;
import io.beltline.model.otlp.MetricEditor;
import io.beltline.model.otlp.MetricView;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import org.jspecify.annotations.Nullable;

/** All points of a metric as one field, {@code data_points}; in the metric context only. */
final class DataPoints {
  static final Field FIELD =
      Fields.of("data_points", ValueKind.MESSAGE, DataPoints::get, DataPoints::set);

  private DataPoints() {}

  private static @Nullable EditCursor<?> walk(Execution x) {
    MetricEditor metric = x.metric();
    return switch (metric.dataCase()) {
      case MetricView.GAUGE -> metric.gauge().dataPoints();
      case MetricView.SUM -> metric.sum().dataPoints();
      case MetricView.HISTOGRAM -> metric.histogram().dataPoints();
      case MetricView.EXPONENTIAL_HISTOGRAM -> metric.exponentialHistogram().dataPoints();
      case MetricView.SUMMARY -> metric.summary().dataPoints();
      default -> null;
    };
  }

  /** Gauges and sums have the same points. */
  private static String sort(Execution x) {
    return switch (x.metric().dataCase()) {
      case MetricView.HISTOGRAM -> "histogram points";
      case MetricView.EXPONENTIAL_HISTOGRAM -> "exponential histogram points";
      case MetricView.SUMMARY -> "summary points";
      default -> "number points";
    };
  }

  private static void get(Execution x, Cell out) {
    EditCursor<?> walk = walk(x);
    if (walk == null) {
      out.nil();
    } else {
      out.messages(sort(x), Messages.gather(walk));
    }
  }

  private static boolean set(Execution x, Cell value) {
    EditCursor<?> walk = walk(x);
    if (walk == null) {
      return false;
    }
    if (!value.is(ValueKind.MESSAGE) || !value.sort().equals(sort(x))) {
      throw new EvaluationException(
          "data_points takes points of the same kind, not " + value.kind().words());
    }
    return Messages.refill(x, value, walk, DataPoints::walk, at -> clear(at.metric()));
  }

  private static void clear(MetricEditor metric) {
    switch (metric.dataCase()) {
      case MetricView.GAUGE -> metric.gauge().clearDataPoints();
      case MetricView.SUM -> metric.sum().clearDataPoints();
      case MetricView.HISTOGRAM -> metric.histogram().clearDataPoints();
      case MetricView.EXPONENTIAL_HISTOGRAM -> metric.exponentialHistogram().clearDataPoints();
      case MetricView.SUMMARY -> metric.summary().clearDataPoints();
      default -> {}
    }
  }
}

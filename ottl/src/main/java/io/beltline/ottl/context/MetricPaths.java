package io.beltline.ottl.context;

import io.beltline.model.otlp.MetricView;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import java.util.List;

/**
 * The fields of metrics.
 *
 * <p>Source: pkg/ottl/contexts/ottlmetric of open-telemetry/opentelemetry-collector-contrib.
 */
final class MetricPaths {
  static final List<Field> FIELDS =
      List.of(
          Fields.text("name", x -> x.metric().nameUtf8(), (x, v) -> x.metric().name(v)),
          Fields.text(
              "description",
              x -> x.metric().descriptionUtf8(),
              (x, v) -> x.metric().description(v)),
          Fields.text("unit", x -> x.metric().unitUtf8(), (x, v) -> x.metric().unit(v)),
          Fields.of(
              "type",
              ValueKind.INT,
              (x, out) -> out.integer(type(x.metricCase())),
              (x, value) -> false),
          Fields.of(
              "aggregation_temporality",
              ValueKind.INT,
              (x, out) -> {
                if (hasTemporality(x)) {
                  out.integer(x.metricData().temporality());
                } else {
                  out.nil();
                }
              },
              MetricPaths::setTemporality),
          Fields.of(
              "is_monotonic",
              ValueKind.BOOL,
              (x, out) -> {
                if (x.metricCase() == MetricView.SUM) {
                  out.bool(x.metricData().monotonic());
                } else {
                  out.nil();
                }
              },
              MetricPaths::setMonotonic),
          Fields.map("metadata", x -> x.metric().metadata()),
          DataPoints.FIELD);

  private MetricPaths() {}

  /** The number of a metric's type as the Go collector counts them. */
  static int type(int metricCase) {
    return switch (metricCase) {
      case MetricView.GAUGE -> 1;
      case MetricView.SUM -> 2;
      case MetricView.HISTOGRAM -> 3;
      case MetricView.EXPONENTIAL_HISTOGRAM -> 4;
      case MetricView.SUMMARY -> 5;
      default -> 0;
    };
  }

  private static boolean hasTemporality(Execution x) {
    return switch (x.metricCase()) {
      case MetricView.SUM, MetricView.HISTOGRAM, MetricView.EXPONENTIAL_HISTOGRAM -> true;
      default -> false;
    };
  }

  private static boolean setTemporality(Execution x, Cell value) {
    if (!value.is(ValueKind.INT)) {
      throw new EvaluationException(
          "aggregation_temporality takes an int, not " + value.kind().words());
    }
    if (!hasTemporality(x) || x.metricData().temporality() == (int) value.integer()) {
      return false;
    }
    x.metricData().temporality((int) value.integer());
    return true;
  }

  private static boolean setMonotonic(Execution x, Cell value) {
    if (!value.is(ValueKind.BOOL)) {
      throw new EvaluationException("is_monotonic takes a bool, not " + value.kind().words());
    }
    if (x.metricCase() != MetricView.SUM || x.metricData().monotonic() == value.bool()) {
      return false;
    }
    x.metricData().monotonic(value.bool());
    return true;
  }
}

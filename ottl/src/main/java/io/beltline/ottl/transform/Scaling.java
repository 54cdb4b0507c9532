package io.beltline.ottl.transform;

import io.beltline.model.otlp.EditCursor;
import io.beltline.model.otlp.ExemplarEditor;
import io.beltline.model.otlp.HistogramDataPointEditor;
import io.beltline.model.otlp.MetricEditor;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.NumberCursor;
import io.beltline.model.otlp.NumberDataPointEditor;
import io.beltline.model.otlp.SummaryDataPointEditor;
import io.beltline.model.otlp.ValueAtQuantileEditor;
import io.beltline.ottl.EvaluationException;

/**
 * Multiplies the values of a metric. Whole numbers stay whole: what is behind the point is cut.
 *
 * @param factor by what
 */
record Scaling(double factor) {

  /** Whether anything changed. */
  boolean apply(MetricEditor metric) {
    return switch (metric.dataCase()) {
      case MetricView.GAUGE -> numbers(metric.gauge().dataPoints());
      case MetricView.SUM -> numbers(metric.sum().dataPoints());
      case MetricView.HISTOGRAM -> histograms(metric.histogram().dataPoints());
      case MetricView.SUMMARY -> summaries(metric.summary().dataPoints());
      case MetricView.EXPONENTIAL_HISTOGRAM ->
          throw new EvaluationException(
              "the exponential histogram "
                  + metric.name()
                  + " cannot be scaled (expected: a gauge, sum, histogram or summary)");
      default ->
          throw new EvaluationException(
              "the metric " + metric.name() + " has no data to be scaled");
    };
  }

  private boolean numbers(EditCursor<NumberDataPointEditor> points) {
    boolean changed = false;
    while (points.next()) {
      NumberDataPointEditor point = points.item();
      if (point.hasAsInt()) {
        long scaled = (long) (point.asInt() * factor);
        if (scaled != point.asInt()) {
          point.asInt(scaled);
          changed = true;
        }
      } else if (point.hasAsDouble() && differs(point.asDouble())) {
        point.asDouble(point.asDouble() * factor);
        changed = true;
      }
    }
    return changed;
  }

  private boolean differs(double value) {
    return Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(value * factor);
  }

  private boolean histograms(EditCursor<HistogramDataPointEditor> points) {
    boolean changed = false;
    while (points.next()) {
      HistogramDataPointEditor point = points.item();
      if (point.hasSum() && differs(point.sum())) {
        point.sum(point.sum() * factor);
        changed = true;
      }
      if (point.hasMin() && differs(point.min())) {
        point.min(point.min() * factor);
        changed = true;
      }
      if (point.hasMax() && differs(point.max())) {
        point.max(point.max() * factor);
        changed = true;
      }
      changed |= bounds(point);
      changed |= exemplars(point.exemplars());
    }
    return changed;
  }

  private boolean bounds(HistogramDataPointEditor point) {
    NumberCursor walk = point.explicitBounds();
    double[] bounds = new double[walk.remaining()];
    boolean changed = false;
    for (int i = 0; walk.next(); i++) {
      changed |= differs(walk.asDouble());
      bounds[i] = walk.asDouble() * factor;
    }
    if (changed) {
      point.explicitBounds(bounds);
    }
    return changed;
  }

  private boolean exemplars(EditCursor<ExemplarEditor> exemplars) {
    boolean changed = false;
    while (exemplars.next()) {
      ExemplarEditor exemplar = exemplars.item();
      if (exemplar.hasAsInt()) {
        long scaled = (long) (exemplar.asInt() * factor);
        changed |= scaled != exemplar.asInt();
        exemplar.asInt(scaled);
      } else if (exemplar.hasAsDouble() && differs(exemplar.asDouble())) {
        exemplar.asDouble(exemplar.asDouble() * factor);
        changed = true;
      }
    }
    return changed;
  }

  private boolean summaries(EditCursor<SummaryDataPointEditor> points) {
    boolean changed = false;
    while (points.next()) {
      SummaryDataPointEditor point = points.item();
      if (differs(point.sum())) {
        point.sum(point.sum() * factor);
        changed = true;
      }
      for (EditCursor<ValueAtQuantileEditor> each = point.quantileValues(); each.next(); ) {
        ValueAtQuantileEditor value = each.item();
        if (differs(value.value())) {
          value.value(value.value() * factor);
          changed = true;
        }
      }
    }
    return changed;
  }
}

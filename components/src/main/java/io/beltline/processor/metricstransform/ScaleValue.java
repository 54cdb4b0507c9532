package io.beltline.processor.metricstransform;

import io.beltline.components.metrics.MetricDraft;
import io.beltline.model.otlp.EditCursor;
import io.beltline.model.otlp.ExemplarEditor;
import io.beltline.model.otlp.ExponentialHistogramDataPointEditor;
import io.beltline.model.otlp.HistogramDataPointEditor;
import io.beltline.model.otlp.MessageView;
import io.beltline.model.otlp.NumberDataPointEditor;

/** Multiplies values by a factor. Summaries are left as they are. */
record ScaleValue(double factor) implements Operation {
  @Override
  public boolean isForWholeMetrics() {
    return false;
  }

  @Override
  public int apply(MetricDraft metric, MetricFilter filter) {
    return metric.edit(
        (point, attributes) -> {
          if (filter.labelled(attributes)) {
            scale(point);
          }
          return true;
        });
  }

  private void scale(MessageView point) {
    switch (point) {
      case NumberDataPointEditor number -> {
        if (number.hasAsInt()) {
          number.asInt((long) (number.asInt() * factor));
        } else if (number.hasAsDouble()) {
          number.asDouble(number.asDouble() * factor);
        }
      }
      case HistogramDataPointEditor histogram -> {
        HistogramScaling.scale(histogram, factor);
        exemplars(histogram.exemplars());
      }
      case ExponentialHistogramDataPointEditor histogram -> {
        ExponentialScaling.scale(histogram, factor);
        exemplars(histogram.exemplars());
      }
      default -> {}
    }
  }

  private void exemplars(EditCursor<ExemplarEditor> walk) {
    while (walk.next()) {
      ExemplarEditor exemplar = walk.item();
      if (exemplar.hasAsInt()) {
        exemplar.asInt((long) (exemplar.asInt() * factor));
      } else if (exemplar.hasAsDouble()) {
        exemplar.asDouble(exemplar.asDouble() * factor);
      }
    }
  }
}

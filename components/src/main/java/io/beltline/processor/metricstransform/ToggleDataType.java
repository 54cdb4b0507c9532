package io.beltline.processor.metricstransform;

import io.beltline.components.metrics.MetricDraft;
import io.beltline.model.otlp.NumberDataPointEditor;

/** Makes whole numbers of floating-point ones and the other way round. */
record ToggleDataType() implements Operation {
  @Override
  public boolean isForWholeMetrics() {
    return false;
  }

  @Override
  public int apply(MetricDraft metric, MetricFilter filter) {
    return metric.edit(
        (point, attributes) -> {
          if (point instanceof NumberDataPointEditor number && filter.labelled(attributes)) {
            if (number.hasAsInt()) {
              number.asDouble((double) number.asInt());
            } else if (number.hasAsDouble()) {
              number.asInt((long) number.asDouble());
            }
          }
          return true;
        });
  }
}

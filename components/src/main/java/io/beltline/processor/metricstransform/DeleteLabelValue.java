package io.beltline.processor.metricstransform;

import io.beltline.components.metrics.MetricDraft;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributeKey;

/** Removes the data points that have a value of a label. */
record DeleteLabelValue(AttributeKey label, String value) implements Operation {
  DeleteLabelValue(String label, String value) {
    this(AttributeKey.of(label), value);
  }

  @Override
  public boolean isForWholeMetrics() {
    return true;
  }

  @Override
  public int apply(MetricDraft metric, MetricFilter filter) {
    return metric.edit(
        (_, attributes) -> {
          AnyValueView found = attributes.find(label);
          return found == null || !found.stringValueUtf8().contentEquals(value);
        });
  }
}

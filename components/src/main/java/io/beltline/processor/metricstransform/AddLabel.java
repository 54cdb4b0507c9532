package io.beltline.processor.metricstransform;

import io.beltline.components.metrics.MetricDraft;
import io.beltline.model.otlp.Attribute;

/** Adds a label to the data points that do not have it. */
record AddLabel(Attribute label) implements Operation {
  @Override
  public boolean isForWholeMetrics() {
    return true;
  }

  @Override
  public int apply(MetricDraft metric, MetricFilter filter) {
    metric.insert(label);
    return 0;
  }
}

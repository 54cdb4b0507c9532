package io.beltline.processor.metricstransform;

import io.beltline.components.aggregation.AggregationType;
import io.beltline.components.aggregation.PointAggregator;
import io.beltline.components.metrics.MetricDraft;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.AttributeKey;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes one value of several of a label and aggregates the data points that are equal then. */
record AggregateLabelValues(
    AttributeKey label, Set<String> values, Attribute replacement, @Nullable AggregationType type)
    implements Operation {
  AggregateLabelValues(
      String label, List<String> values, String replacement, @Nullable AggregationType type) {
    this(AttributeKey.of(label), Set.copyOf(values), Attribute.of(label, replacement), type);
  }

  @Override
  public boolean isForWholeMetrics() {
    return true;
  }

  @Override
  public int apply(MetricDraft metric, MetricFilter filter) {
    if (!PointAggregator.supports(metric.kind())) {
      return UNSUPPORTED;
    }
    metric.edit(
        (_, attributes) -> {
          AnyValueView value = attributes.find(label);
          if (value != null && values.contains(Operations.text(value))) {
            attributes.upsert(replacement);
          }
          return true;
        });
    return AggregateLabels.aggregate(metric, type);
  }
}

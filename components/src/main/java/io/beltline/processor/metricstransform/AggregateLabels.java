package io.beltline.processor.metricstransform;

import io.beltline.components.aggregation.AggregationType;
import io.beltline.components.aggregation.PointAggregator;
import io.beltline.components.metrics.AttributeSieve;
import io.beltline.components.metrics.MetricDraft;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Removes labels and aggregates the data points that have equal ones then. */
record AggregateLabels(List<String> kept, @Nullable AggregationType type) implements Operation {
  @Override
  public boolean isForWholeMetrics() {
    return true;
  }

  @Override
  public int apply(MetricDraft metric, MetricFilter filter) {
    if (!PointAggregator.supports(metric.kind())) {
      return UNSUPPORTED;
    }
    AttributeSieve sieve = new AttributeSieve(kept);
    metric.replace(point -> sieve.sift(metric.kind(), point));
    return aggregate(metric, type);
  }

  /** Aggregates all data points; says how many there are less. */
  static int aggregate(MetricDraft metric, @Nullable AggregationType type) {
    int before = metric.points().size();
    metric.points(
        new PointAggregator(type).aggregate(metric.kind(), metric.temporality(), metric.points()));
    return before - metric.points().size();
  }
}

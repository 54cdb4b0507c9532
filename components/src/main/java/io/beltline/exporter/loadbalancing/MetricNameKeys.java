package io.beltline.exporter.loadbalancing;

import io.beltline.model.Slice;
import io.beltline.model.otlp.MetricView;

/** The key is the name of the metric. */
final class MetricNameKeys implements KeyReader {
  private final Hash hash = new Hash();

  @Override
  public long item(Slice metric) {
    return hash.of(WireFields.last(metric, MetricView.NAME));
  }
}

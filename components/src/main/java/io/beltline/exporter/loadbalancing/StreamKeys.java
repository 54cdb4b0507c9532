package io.beltline.exporter.loadbalancing;

import io.beltline.model.Slice;
import io.beltline.model.otlp.InstrumentationScopeView;
import io.beltline.model.otlp.MetricView;

/**
 * The key is what tells a stream of data points from others: the attributes of resource, scope and
 * point, the scope's name and version, and the metric's name, unit and kind.
 */
final class StreamKeys implements KeyReader {
  private final Hash hash = new Hash();
  private long resource;
  private long scope;
  private long metric;

  @Override
  public long resource(Slice content) {
    resource = hash.ofAttributes(content, AttributeText.RESOURCE);
    return UNDECIDED;
  }

  @Override
  public long scope(Slice content) {
    scope =
        hash.of(
            hash.of(WireFields.last(content, InstrumentationScopeView.NAME)),
            hash.of(WireFields.last(content, InstrumentationScopeView.VERSION)),
            hash.ofAttributes(content, AttributeText.SCOPE));
    return UNDECIDED;
  }

  @Override
  public long item(Slice content) {
    metric =
        hash.of(
            hash.of(WireFields.last(content, MetricView.NAME)),
            hash.of(WireFields.last(content, MetricView.UNIT)));
    return UNDECIDED;
  }

  @Override
  public long point(Slice point, int data) {
    return hash.of(
        resource, scope, metric, data, hash.ofAttributes(point, AttributeText.ofPoint(data)));
  }
}

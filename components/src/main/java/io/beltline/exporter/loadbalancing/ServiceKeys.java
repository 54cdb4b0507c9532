package io.beltline.exporter.loadbalancing;

import io.beltline.model.Slice;

/** The key of metrics and logs is the service's name as it stands; without one, an empty text. */
final class ServiceKeys implements KeyReader {
  private final Hash hash = new Hash();
  private final AttributeText attributes = new AttributeText();

  @Override
  public long resource(Slice resource) {
    return hash.of(attributes.string(resource, AttributeText.RESOURCE, AttributeText.SERVICE_NAME));
  }
}

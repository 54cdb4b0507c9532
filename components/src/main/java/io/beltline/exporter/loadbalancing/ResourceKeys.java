package io.beltline.exporter.loadbalancing;

import io.beltline.model.Slice;

/** The key is all attributes of the resource, in any order. */
final class ResourceKeys implements KeyReader {
  private final Hash hash = new Hash();

  @Override
  public long resource(Slice resource) {
    return hash.of(hash.ofAttributes(resource, AttributeText.RESOURCE));
  }
}

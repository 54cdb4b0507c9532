package io.beltline.receiver.dockerstats;

import io.beltline.components.scrape.ResourceAttributeConfig;
import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.KeyValueView;
import io.beltline.model.otlp.ResourceView;
import io.beltline.model.otlp.WireWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the resource of a container. */
final class ContainerResource {
  private ContainerResource() {}

  /**
   * The content of its message; what users name comes last, and replaces what has the same name.
   *
   * @param written which attributes users want
   */
  static Slice of(Container container, Map<String, ResourceAttributeConfig> written) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (ContainerAttribute attribute : ContainerAttribute.values()) {
      if (attribute.isEnabled(written)) {
        attributes.put(attribute.key(), attribute.of(container));
      }
    }
    attributes.putAll(container.further());
    WireWriter out = new WireWriter();
    attributes.forEach(
        (key, value) -> {
          int pair = out.begin(ResourceView.ATTRIBUTES);
          out.string(KeyValueView.KEY, key);
          int any = out.begin(KeyValueView.VALUE);
          out.string(AnyValueView.STRING_VALUE, value);
          out.end(any);
          out.end(pair);
        });
    return out.toSlice();
  }
}

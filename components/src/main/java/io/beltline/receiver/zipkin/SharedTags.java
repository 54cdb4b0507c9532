package io.beltline.receiver.zipkin;

import io.beltline.components.traces.Attributes;
import io.beltline.components.traces.SpanFields;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Tags that tell of the process and the library instead of the span. Zipkin has no place for these,
 * so that exporters write them among the tags of each span. For one thread.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/resource/">what describes a process</a>
 */
final class SharedTags {
  private static final String SERVICE_NAME = "service.name";
  private static final String NAME_SOURCE = "otlp.service.name.source";

  /** What exporters write where a process has no name. */
  private static final Set<String> NAMELESS =
      Set.of("OTLPResourceNoServiceName", "<missing service name>");

  /** The first words of the keys that describe a process. */
  private static final Set<String> FAMILIES =
      Set.of(
          "cloud",
          "container",
          "device",
          "host",
          "k8s",
          "os",
          "process",
          "service",
          "telemetry",
          "webengine");

  /** Keys of families that describe spans as well. */
  private static final Set<String> KEYS =
      Set.of(
          "faas.name",
          "faas.id",
          "faas.version",
          "faas.instance",
          "faas.max_memory",
          "deployment.environment",
          "deployment.environment.name",
          "opencensus.starttime",
          "opencensus.exporterversion",
          "opencensus.resourcetype");

  private static final Set<String> NO_RESOURCE = Set.of("service.peer.name", "cloud.resource_id");

  private final WireWriter resource = new WireWriter();
  private final WireWriter scope = new WireWriter();

  /** Takes the tags of the process away; valid until the next call. */
  Slice resource(String serviceName, Map<String, Tag> tags) {
    resource.cut(0);
    Tag source = tags.remove(NAME_SOURCE);
    if (!serviceName.isEmpty() && !NAMELESS.contains(serviceName)) {
      String key = source == null || source.text().isEmpty() ? SERVICE_NAME : source.text();
      Attributes.text(resource, SpanFields.RESOURCE_ATTRIBUTES, key, serviceName);
      tags.remove(key);
    }
    for (Iterator<Map.Entry<String, Tag>> all = tags.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<String, Tag> tag = all.next();
      if (isResource(tag.getKey())) {
        Attributes.value(
            resource, SpanFields.RESOURCE_ATTRIBUTES, tag.getKey(), tag.getValue().value(false));
        all.remove();
      }
    }
    return resource.toSlice();
  }

  /** Takes the tags of the library away; valid until the next call. */
  Slice scope(Map<String, Tag> tags) {
    scope.cut(0);
    part(SpanFields.SCOPE_NAME, tags, "otel.scope.name", "otel.library.name");
    part(SpanFields.SCOPE_VERSION, tags, "otel.scope.version", "otel.library.version");
    return scope.toSlice();
  }

  private void part(int field, Map<String, Tag> tags, String key, String olderKey) {
    Tag older = tags.remove(olderKey);
    Tag tag = tags.remove(key);
    Tag found = tag == null ? older : tag;
    if (found != null && !found.text().isEmpty()) {
      scope.string(field, found.text());
    }
  }

  private static boolean isResource(String key) {
    int dot = key.indexOf('.');
    return dot > 0
        && (FAMILIES.contains(key.substring(0, dot)) || KEYS.contains(key))
        && !NO_RESOURCE.contains(key);
  }
}

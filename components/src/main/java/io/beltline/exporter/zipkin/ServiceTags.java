package io.beltline.exporter.zipkin;

import io.beltline.model.otlp.InstrumentationScopeView;
import io.beltline.model.otlp.ResourceView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What all spans of a resource and scope share: the service's name, and tags. */
final class ServiceTags {
  private static final List<String> NAMES =
      List.of("service.name", "faas.name", "k8s.deployment.name", "process.executable.name");
  private static final String SOURCE = "otlp.service.name.source";

  private final Map<String, String> resource = new LinkedHashMap<>();
  private final Map<String, String> all = new LinkedHashMap<>();
  private String serviceName = "";

  /** Begins a resource. */
  void resource(ResourceView view, String defaultName) {
    resource.clear();
    for (var walk = view.attributes(); walk.next(); ) {
      resource.put(walk.item().key(), walk.item().value().asString());
    }
    serviceName = defaultName;
    for (String key : NAMES) {
      String found = resource.get(key);
      if (found != null && !found.isEmpty()) {
        serviceName = found;
        resource.remove(key);
        if (!key.equals(NAMES.getFirst())) {
          resource.put(SOURCE, key);
        }
        break;
      }
    }
  }

  /** Begins a scope of the resource. */
  void scope(InstrumentationScopeView view) {
    all.clear();
    all.putAll(resource);
    put("otel.scope.name", "otel.library.name", view.name());
    put("otel.scope.version", "otel.library.version", view.version());
  }

  /** The service's name. */
  String serviceName() {
    return serviceName;
  }

  /** The tags. */
  Map<String, String> tags() {
    return all;
  }

  private void put(String key, String olderKey, String value) {
    if (!value.isEmpty()) {
      all.put(key, value);
      all.put(olderKey, value);
    }
  }
}

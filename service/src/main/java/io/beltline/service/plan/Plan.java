package io.beltline.service.plan;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What shall run: components that are used, and pipelines whose references all resolve.
 *
 * @param components the used components by kind and id
 * @param pipelines the pipelines in the order configured
 */
public record Plan(
    Map<ComponentKind, Map<ComponentId, PlannedComponent>> components,
    List<PlannedPipeline> pipelines) {

  /** Copies the collections; the order of the components is kept. */
  public Plan {
    Map<ComponentKind, Map<ComponentId, PlannedComponent>> copied =
        new EnumMap<>(ComponentKind.class);
    components.forEach(
        (kind, byId) -> copied.put(kind, Collections.unmodifiableMap(new LinkedHashMap<>(byId))));
    components = Collections.unmodifiableMap(copied);
    pipelines = List.copyOf(pipelines);
  }

  /** The used components of a kind, in the order configured; extensions in start order. */
  public Map<ComponentId, PlannedComponent> of(ComponentKind kind) {
    return components.getOrDefault(kind, Map.of());
  }

  /** A component, or null. */
  public @Nullable PlannedComponent component(ComponentKind kind, ComponentId id) {
    return of(kind).get(id);
  }

  /** True if the id names a connector. */
  public boolean isConnector(ComponentId id) {
    return of(ComponentKind.CONNECTOR).containsKey(id);
  }
}

package io.beltline.service.graph;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.Factory;
import io.beltline.api.PipelineId;
import io.beltline.model.Signal;
import io.beltline.service.Parts;
import io.beltline.service.Parts.PartConfig;
import io.beltline.service.plan.Plan;
import io.beltline.service.plan.PlannedComponent;
import io.beltline.service.plan.PlannedPipeline;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds plans by hand. */
final class Plans {
  private final Map<String, Factory<?>> factories = new HashMap<>();
  private final Map<ComponentKind, Map<ComponentId, PlannedComponent>> components =
      new EnumMap<>(ComponentKind.class);
  private final List<PlannedPipeline> pipelines = new ArrayList<>();

  Plans(Parts parts) {
    parts.factories().forEach(factory -> factories.put(factory.type(), factory));
  }

  Plans with(String id, PartConfig config) {
    ComponentId parsed = ComponentId.parse(id);
    Factory<?> factory = factories.get(parsed.type());
    return with(new PlannedComponent(parsed, factory, config));
  }

  Plans with(PlannedComponent component) {
    components
        .computeIfAbsent(component.factory().kind(), _ -> new LinkedHashMap<>())
        .put(component.id(), component);
    return this;
  }

  Plans with(String id) {
    return with(id, PartConfig.PLAIN);
  }

  Plans with(String id, String mode) {
    return with(id, PartConfig.mode(mode));
  }

  /** Ids apart by commas. */
  Plans pipeline(Signal signal, String name, String in, String middle, String out) {
    pipelines.add(
        new PlannedPipeline(new PipelineId(signal, name), ids(in), ids(middle), ids(out)));
    return this;
  }

  Plan plan() {
    return new Plan(components, pipelines);
  }

  private List<ComponentId> ids(String text) {
    List<ComponentId> ids = new ArrayList<>();
    for (String id : text.split(",")) {
      if (!id.isBlank()) {
        ComponentId parsed = ComponentId.parse(id);
        boolean defined = components.values().stream().anyMatch(byId -> byId.containsKey(parsed));
        if (!defined) {
          with(id.strip());
        }
        ids.add(parsed);
      }
    }
    return ids;
  }
}

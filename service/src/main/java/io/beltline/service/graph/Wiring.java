package io.beltline.service.graph;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.ConnectorFactory;
import io.beltline.api.Consumer;
import io.beltline.api.PipelineId;
import io.beltline.model.Signal;
import io.beltline.service.plan.Plan;
import io.beltline.service.plan.PlannedComponent;
import io.beltline.service.plan.PlannedPipeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who feeds whom. */
final class Wiring {
  private final Plan plan;

  Wiring(Plan plan) {
    this.plan = plan;
  }

  /** The signals of the pipelines that end in an exporter or connector. */
  Set<Signal> signalsInto(ComponentId destination) {
    Set<Signal> signals = EnumSet.noneOf(Signal.class);
    for (PlannedPipeline pipeline : plan.pipelines()) {
      if (pipeline.exporters().contains(destination)) {
        signals.add(pipeline.id().signal());
      }
    }
    return signals;
  }

  /** The pipelines that name a receiver or connector as their source, by signal. */
  Map<Signal, Map<PipelineId, Consumer>> fedBy(
      ComponentId source, Map<PipelineId, ? extends Consumer> entries) {
    Map<Signal, Map<PipelineId, Consumer>> fed = new EnumMap<>(Signal.class);
    for (PlannedPipeline pipeline : plan.pipelines()) {
      Consumer entry = entries.get(pipeline.id());
      if (entry != null && pipeline.receivers().contains(source)) {
        fed.computeIfAbsent(pipeline.id().signal(), _ -> new LinkedHashMap<>())
            .put(pipeline.id(), entry);
      }
    }
    fed.replaceAll((_, pipelines) -> Collections.unmodifiableMap(pipelines));
    return fed;
  }

  /** The pipelines, each behind those that connectors feed from it. */
  List<PlannedPipeline> againstTheFlow() {
    List<PlannedPipeline> ordered = new ArrayList<>();
    Set<PipelineId> visited = new HashSet<>();
    plan.pipelines().forEach(pipeline -> visit(pipeline, visited, ordered));
    return ordered;
  }

  private void visit(
      PlannedPipeline pipeline, Set<PipelineId> visited, List<PlannedPipeline> ordered) {
    if (!visited.add(pipeline.id())) {
      return;
    }
    plan.pipelines().stream()
        .filter(other -> feeds(pipeline, other))
        .forEach(other -> visit(other, visited, ordered));
    ordered.add(pipeline);
  }

  private boolean feeds(PlannedPipeline from, PlannedPipeline to) {
    return from.exporters().stream()
        .filter(to.receivers()::contains)
        .anyMatch(id -> converts(id, from.id().signal(), to.id().signal()));
  }

  private boolean converts(ComponentId connector, Signal from, Signal to) {
    PlannedComponent planned = plan.component(ComponentKind.CONNECTOR, connector);
    return planned != null
        && planned.factory() instanceof ConnectorFactory<?> factory
        && factory.conversions().contains(new ConnectorFactory.Conversion(from, to));
  }
}

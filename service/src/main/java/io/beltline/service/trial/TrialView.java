package io.beltline.service.trial;

import io.beltline.api.BuildInfo;
import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.ComponentStatus;
import io.beltline.api.ServiceView;
import io.beltline.service.plan.Plan;
import java.util.List;
import java.util.Map;

/** What components see of a trial: a service that runs and tells nothing of itself. */
record TrialView(Plan plan, BuildInfo build, long startedUnixNanos) implements ServiceView {

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public boolean isTrial() {
    return true;
  }

  @Override
  public List<PipelineView> pipelines() {
    return plan.pipelines().stream()
        .map(p -> new PipelineView(p.id(), p.receivers(), p.processors(), p.exporters()))
        .toList();
  }

  @Override
  public List<ComponentId> extensions() {
    return List.copyOf(plan.of(ComponentKind.EXTENSION).keySet());
  }

  @Override
  public Map<String, ComponentStatus> statuses() {
    return Map.of();
  }

  @Override
  public String metricsText() {
    return "";
  }

  @Override
  public String effectiveConfig() {
    return "";
  }
}

package io.beltline.service;

import io.beltline.api.BuildInfo;
import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.ComponentStatus;
import io.beltline.api.ServiceView;
import io.beltline.service.metrics.Exposition;
import io.beltline.service.metrics.MetricRegistry;
import io.beltline.service.metrics.PrometheusText;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What extensions see of a collector. Safe for all threads. */
final class CollectorView implements ServiceView {
  private final BuildInfo build;
  private final MetricRegistry registry;
  private final long started;
  private final Supplier<Map<String, ComponentStatus>> statuses;
  private final Supplier<Map<String, Long>> statusTimes;
  private volatile @Nullable LoadedPlan loaded;
  private volatile boolean ready;

  CollectorView(
      BuildInfo build,
      MetricRegistry registry,
      long started,
      Supplier<Map<String, ComponentStatus>> statuses,
      Supplier<Map<String, Long>> statusTimes) {
    this.build = build;
    this.registry = registry;
    this.started = started;
    this.statuses = statuses;
    this.statusTimes = statusTimes;
  }

  void show(LoadedPlan plan) {
    loaded = plan;
  }

  void ready(boolean ready) {
    this.ready = ready;
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public List<PipelineView> pipelines() {
    LoadedPlan now = loaded;
    return now == null
        ? List.of()
        : now.plan().pipelines().stream()
            .map(p -> new PipelineView(p.id(), p.receivers(), p.processors(), p.exporters()))
            .toList();
  }

  @Override
  public List<ComponentId> extensions() {
    LoadedPlan now = loaded;
    return now == null ? List.of() : List.copyOf(now.plan().of(ComponentKind.EXTENSION).keySet());
  }

  @Override
  public Map<String, ComponentStatus> statuses() {
    return statuses.get();
  }

  @Override
  public Map<String, Long> statusTimes() {
    return statusTimes.get();
  }

  @Override
  public String metricsText() {
    LoadedPlan now = loaded;
    return PrometheusText.of(
        registry, Exposition.standard(now == null ? Map.of() : now.resource()));
  }

  @Override
  public BuildInfo build() {
    return build;
  }

  @Override
  public String instanceId() {
    LoadedPlan now = loaded;
    return now == null ? "" : now.resource().getOrDefault("service.instance.id", "");
  }

  @Override
  public long startedUnixNanos() {
    return started;
  }

  @Override
  public String effectiveConfig() {
    LoadedPlan now = loaded;
    return now == null ? "" : now.effective();
  }
}

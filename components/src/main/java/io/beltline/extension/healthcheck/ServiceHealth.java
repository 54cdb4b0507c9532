package io.beltline.extension.healthcheck;

import io.beltline.api.Clock;
import io.beltline.api.ComponentId;
import io.beltline.api.ComponentStatus;
import io.beltline.api.ComponentStatus.Level;
import io.beltline.api.ServiceView;
import io.beltline.api.ServiceView.PipelineView;
import io.beltline.extension.healthcheck.HealthCheckConfig.ComponentHealthConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The health of the service and of each pipeline, from the statuses of components. */
final class ServiceHealth {
  private final ServiceView service;
  private final Clock clock;
  private final ComponentHealthConfig config;

  ServiceHealth(ServiceView service, Clock clock, @Nullable ComponentHealthConfig config) {
    this.service = service;
    this.clock = clock;
    this.config = config == null ? new ComponentHealthConfig(false, false, Duration.ZERO) : config;
  }

  /** The whole of it: extensions and pipelines. */
  Aggregate all() {
    Map<String, ComponentStatus> statuses = service.statuses();
    Map<String, Long> times = service.statusTimes();
    SortedMap<String, Aggregate> parts = new TreeMap<>();
    SortedMap<String, Aggregate> extensions = new TreeMap<>();
    for (ComponentId id : service.extensions()) {
      put(extensions, "extension:" + id, "extension:" + id, statuses, times);
    }
    if (!extensions.isEmpty()) {
      parts.put("extensions", aggregate(extensions));
    }
    for (PipelineView pipeline : service.pipelines()) {
      parts.put("pipeline:" + pipeline.id(), pipeline(pipeline, statuses, times));
    }
    return aggregate(parts);
  }

  /** One pipeline, or null if there is none of that name. */
  @Nullable Aggregate pipeline(String name) {
    for (PipelineView pipeline : service.pipelines()) {
      if (pipeline.id().toString().equals(name)) {
        return pipeline(pipeline, service.statuses(), service.statusTimes());
      }
    }
    return null;
  }

  /** Whether something counts as healthy. */
  boolean isHealthy(Aggregate health) {
    return switch (health.level()) {
      case OK -> true;
      case RECOVERABLE_ERROR ->
          !config.includeRecoverableErrors()
              || clock.unixNanos() - health.since() < config.recoveryDuration().toNanos();
      case PERMANENT_ERROR -> !config.includePermanentErrors();
      case STARTING, FATAL_ERROR, STOPPING, STOPPED -> false;
    };
  }

  /** Since when the service runs, Unix nanoseconds. */
  long start() {
    return service.startedUnixNanos();
  }

  private Aggregate pipeline(
      PipelineView pipeline, Map<String, ComponentStatus> statuses, Map<String, Long> times) {
    SortedMap<String, Aggregate> parts = new TreeMap<>();
    ends(parts, "receiver:", pipeline.receivers(), statuses, times);
    for (ComponentId id : pipeline.processors()) {
      put(parts, "processor:" + id, "processor:" + id + "@" + pipeline.id(), statuses, times);
    }
    ends(parts, "exporter:", pipeline.exporters(), statuses, times);
    return aggregate(parts);
  }

  private void ends(
      SortedMap<String, Aggregate> parts,
      String kind,
      List<ComponentId> ids,
      Map<String, ComponentStatus> statuses,
      Map<String, Long> times) {
    for (ComponentId id : ids) {
      String key = statuses.containsKey(kind + id) ? kind + id : "connector:" + id;
      put(parts, key, key, statuses, times);
    }
  }

  private void put(
      SortedMap<String, Aggregate> parts,
      String name,
      String key,
      Map<String, ComponentStatus> statuses,
      Map<String, Long> times) {
    ComponentStatus status = statuses.get(key);
    long since = times.getOrDefault(key, start());
    parts.put(
        name,
        status == null
            ? Aggregate.component(service.isReady() ? Level.OK : Level.STARTING, "", since)
            : Aggregate.component(status.level(), status.message(), since));
  }

  private Aggregate aggregate(SortedMap<String, Aggregate> parts) {
    boolean recoverableFirst =
        config.includeRecoverableErrors() && !config.includePermanentErrors();
    return Aggregate.of(parts, recoverableFirst, start());
  }
}

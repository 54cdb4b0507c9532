package io.beltline.api;

import java.util.List;
import java.util.Map;

/** A read-only look at the running service, for extensions that show it (health_check, zpages). */
public interface ServiceView {

  /** True from the moment all components have started until shutdown begins. */
  boolean isReady();

  /**
   * True if the configuration is tried without a network and under a clock that stands still: a
   * component must ask nobody outside the process, and must not wait for what only time brings.
   */
  default boolean isTrial() {
    return false;
  }

  /** The pipelines as configured, in order. */
  List<PipelineView> pipelines();

  /** The running extensions, in start order. */
  List<ComponentId> extensions();

  /**
   * The status of every component instance, by {@code kind:id} and, for processors,
   * {@code @pipeline}.
   */
  Map<String, ComponentStatus> statuses();

  /**
   * Since when each of those is as it is, Unix nanoseconds, by the same keys; a key that is not
   * there: since the start.
   */
  default Map<String, Long> statusTimes() {
    return Map.of();
  }

  /** The collector's own metrics as Prometheus text. */
  String metricsText();

  /** Version and start. */
  BuildInfo build();

  /** What tells the process from others of its kind, {@code service.instance.id}; may be empty. */
  default String instanceId() {
    return "";
  }

  /** When the service started, Unix nanoseconds. */
  long startedUnixNanos();

  /** The effective configuration as YAML, secrets masked. */
  String effectiveConfig();

  /** One pipeline. */
  record PipelineView(
      PipelineId id,
      List<ComponentId> receivers,
      List<ComponentId> processors,
      List<ComponentId> exporters) {}
}

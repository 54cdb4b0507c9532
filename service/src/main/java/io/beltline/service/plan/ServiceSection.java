package io.beltline.service.plan;

import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.service.admin.AdminConfig;
import io.beltline.service.telemetry.TelemetryConfig;
import java.util.List;
import java.util.Map;

/**
 * The keys of {@code service}, as a schema shows them; {@link PlanReader} reads them.
 *
 * @param extensions the ids of the extensions that run
 * @param pipelines by signal and name
 * @param telemetry what the collector tells of itself
 * @param admin where it can be looked into and acted on
 */
public record ServiceSection(
    @Doc("The ids of the extensions that run, in the order they start.") List<String> extensions,
    @Doc("By signal and name: traces, metrics/host, logs/2.") Map<String, Pipeline> pipelines,
    @Section @Doc("What the collector tells of itself.") TelemetryConfig telemetry,
    @Section @Doc("Where the admin API listens.") AdminConfig admin) {

  /**
   * The keys of a pipeline.
   *
   * @param receivers what feeds it
   * @param processors what changes its items, in order
   * @param exporters what it feeds
   */
  public record Pipeline(
      @Doc("The ids of receivers and connectors that feed it.") List<String> receivers,
      @Doc("The ids of the processors its items pass, in order.") List<String> processors,
      @Doc("The ids of exporters and connectors that it feeds.") List<String> exporters) {

    /** Copies the lists. */
    public Pipeline {
      receivers = List.copyOf(receivers);
      processors = List.copyOf(processors);
      exporters = List.copyOf(exporters);
    }
  }

  /** Copies the collections. */
  public ServiceSection {
    extensions = List.copyOf(extensions);
    pipelines = Map.copyOf(pipelines);
  }
}

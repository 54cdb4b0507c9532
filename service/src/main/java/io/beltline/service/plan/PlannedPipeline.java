package io.beltline.service.plan;

import io.beltline.api.ComponentId;
import io.beltline.api.PipelineId;
import java.util.List;

/**
 * A pipeline that shall run.
 *
 * @param id its identity
 * @param receivers receivers and connectors that feed it
 * @param processors its processors, with the flow
 * @param exporters exporters and connectors it feeds
 */
public record PlannedPipeline(
    PipelineId id,
    List<ComponentId> receivers,
    List<ComponentId> processors,
    List<ComponentId> exporters) {

  /** Copies the lists. */
  public PlannedPipeline {
    receivers = List.copyOf(receivers);
    processors = List.copyOf(processors);
    exporters = List.copyOf(exporters);
  }
}

package io.beltline.service.plan;

import io.beltline.api.ComponentKind;
import io.beltline.api.PipelineId;
import io.beltline.config.Position;
import java.util.List;
import java.util.stream.Stream;

/**
 * A pipeline whose references are resolved.
 *
 * @param id its identity
 * @param position where it is written
 * @param receivers receivers and connectors that feed it
 * @param processors its processors
 * @param exporters exporters and connectors it feeds
 */
record ResolvedPipeline(
    PipelineId id,
    Position position,
    List<Resolved> receivers,
    List<Resolved> processors,
    List<Resolved> exporters) {

  Stream<Resolved> all() {
    return Stream.of(receivers, processors, exporters).flatMap(List::stream);
  }

  /** The reference to a connector among the receivers, if there is one. */
  Stream<Resolved> connectorsIn() {
    return receivers.stream().filter(r -> r.defined().kind() == ComponentKind.CONNECTOR);
  }

  /** The references to connectors among the exporters. */
  Stream<Resolved> connectorsOut() {
    return exporters.stream().filter(r -> r.defined().kind() == ComponentKind.CONNECTOR);
  }

  PlannedPipeline planned() {
    return new PlannedPipeline(
        id,
        receivers.stream().map(r -> r.defined().id()).toList(),
        processors.stream().map(r -> r.defined().id()).toList(),
        exporters.stream().map(r -> r.defined().id()).toList());
  }
}

package io.beltline.service.graph;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.PipelineId;

/** A place between two components of a graph. */
public sealed interface Edge {

  /** The pipeline it belongs to. */
  PipelineId pipeline();

  /** The kind of the component that names it. */
  ComponentKind kind();

  /** The component that names it. */
  ComponentId component();

  /**
   * Behind a receiver or connector, at the beginning of a pipeline, or behind a processor of it.
   */
  record OutOf(ComponentKind kind, ComponentId component, PipelineId pipeline) implements Edge {}

  /** At the end of a pipeline, before an exporter or connector. */
  record Into(PipelineId pipeline, ComponentKind kind, ComponentId component) implements Edge {}
}

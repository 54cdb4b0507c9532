package io.beltline.api;

import io.beltline.model.Signal;
import java.util.Map;

/** The pipelines a connector feeds. */
public interface ConnectorOutputs {

  /** The pipelines of a signal that name the connector as a receiver, by id; empty if none. */
  Map<PipelineId, Consumer> pipelines(Signal signal);

  /** All of {@link #pipelines(Signal)} as one consumer that hands the same telemetry to each. */
  Consumer all(Signal signal);
}

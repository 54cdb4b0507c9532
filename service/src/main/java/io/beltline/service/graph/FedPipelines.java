package io.beltline.service.graph;

import io.beltline.api.ConnectorOutputs;
import io.beltline.api.Consumer;
import io.beltline.api.PipelineId;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** The pipelines that name a connector as a receiver. */
record FedPipelines(Map<Signal, Map<PipelineId, Consumer>> bySignal) implements ConnectorOutputs {

  @Override
  public Map<PipelineId, Consumer> pipelines(Signal signal) {
    return bySignal.getOrDefault(signal, Map.of());
  }

  @Override
  public Consumer all(Signal signal) {
    return Spread.over(List.copyOf(pipelines(signal).values()));
  }
}

package io.beltline.service.graph;

import io.beltline.api.Admission;
import io.beltline.api.Consumer;
import io.beltline.api.Outputs;
import io.beltline.model.Signal;
import java.util.Map;
import java.util.Optional;

/** The pipelines that name a receiver. */
record ReceiverOutputs(Map<Signal, ReceiverEdge> edges, Admission admission) implements Outputs {

  ReceiverOutputs {
    edges = Map.copyOf(edges);
  }

  @Override
  public Optional<Consumer> consumer(Signal signal) {
    return Optional.ofNullable(edges.get(signal));
  }
}

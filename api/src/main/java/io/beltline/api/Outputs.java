package io.beltline.api;

import io.beltline.model.Signal;
import java.util.Optional;

/** Where a receiver's telemetry goes, by signal. */
@FunctionalInterface
public interface Outputs {

  /** The pipelines of a signal that name the component, as one consumer; empty if there is none. */
  Optional<Consumer> consumer(Signal signal);
}

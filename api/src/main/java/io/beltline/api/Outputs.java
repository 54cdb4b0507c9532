package io.beltline.api;

import io.beltline.model.Signal;
import java.util.Optional;

/** Where a receiver's telemetry goes, by signal. */
public interface Outputs {

  /** The pipelines of a signal that name the component, as one consumer; empty if there is none. */
  Optional<Consumer> consumer(Signal signal);

  /** Whether there is room for a request, by the memory limits of the pipelines behind. */
  Admission admission();
}

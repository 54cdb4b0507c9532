package io.beltline.api;

import io.beltline.model.Signal;

/** Makes processors of one type. */
public non-sealed interface ProcessorFactory<C extends Record> extends Factory<C> {

  @Override
  default ComponentKind kind() {
    return ComponentKind.PROCESSOR;
  }

  /** Builds a processor for one pipeline of a signal. Opens nothing yet. */
  Processor create(Settings settings, C config, Signal signal, Consumer next);
}

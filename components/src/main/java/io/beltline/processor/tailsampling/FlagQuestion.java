package io.beltline.processor.tailsampling;

import io.beltline.model.otlp.SpanView;

/** Asks whether the sampled flag of a span is set. */
record FlagQuestion() implements Question {
  private static final int SAMPLED = 1;

  @Override
  public boolean asks(SpanView span) {
    return (span.flags() & SAMPLED) != 0;
  }
}

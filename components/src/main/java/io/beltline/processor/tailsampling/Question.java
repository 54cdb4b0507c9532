package io.beltline.processor.tailsampling;

import io.beltline.model.otlp.ResourceView;
import io.beltline.model.otlp.SpanView;

/** A question to single spans and resources. Safe for all threads. */
interface Question {
  /** Whether a resource answers it with yes for all its spans. */
  default boolean asks(ResourceView resource) {
    return false;
  }

  /** Whether a span answers it with yes. */
  boolean asks(SpanView span);
}

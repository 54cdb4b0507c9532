package io.beltline.processor.tailsampling;

import io.beltline.model.otlp.SpanView;

/**
 * Asks for the status of a span.
 *
 * @param codes a bit for each code that answers with yes
 */
record StatusQuestion(int codes) implements Question {
  private static final int CODES = 3;

  @Override
  public boolean asks(SpanView span) {
    int code = span.hasStatus() ? span.status().code() : 0;
    return code >= 0 && code < CODES && (codes & 1 << code) != 0;
  }
}

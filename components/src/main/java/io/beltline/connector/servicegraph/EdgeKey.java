package io.beltline.connector.servicegraph;

import io.beltline.model.otlp.ByteRange;

/**
 * What the two sides of a request have in common: the span of the side that asks.
 *
 * @param traceHigh the first half of the trace's id
 * @param traceLow the other half
 * @param span the span's id; 0 if the side that answers has no parent
 */
record EdgeKey(long traceHigh, long traceLow, long span) {

  static EdgeKey of(ByteRange trace, ByteRange span) {
    return new EdgeKey(half(trace, 0), half(trace, Long.BYTES), half(span, 0));
  }

  /** Eight bytes of an id; 0 if it is too short to be one. */
  private static long half(ByteRange id, int at) {
    return id.length() >= at + Long.BYTES ? id.longAt(at) : 0;
  }
}

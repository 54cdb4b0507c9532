package io.beltline.exporter.zipkin;

import io.beltline.model.Slice;

/** Writes spans one after another into the body of a request. Used once, by one thread. */
interface SpanEncoder {

  /** Writes a span, which may be reused afterwards. */
  void span(ZipkinSpan span);

  /** The whole body. */
  Slice finish();

  /** Its media type. */
  String contentType();
}

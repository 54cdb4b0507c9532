package io.beltline.exporter.zipkin;

import io.beltline.model.Slice;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.ExportTraceServiceRequestView;
import io.beltline.model.otlp.ResourceSpansView;
import io.beltline.model.otlp.ScopeSpansView;
import io.beltline.model.otlp.SpanView;

/** Walks the spans of requests into an encoder. Used by one thread. */
final class SpanWalk {
  private final String defaultServiceName;
  private final SpanEncoder encoder;
  private final ServiceTags service = new ServiceTags();
  private final ZipkinSpan target = new ZipkinSpan();
  private final ExportTraceServiceRequestView request = new ExportTraceServiceRequestView();
  private final Cursor<ResourceSpansView> resources = new Cursor<>(new ResourceSpansView());
  private final Cursor<ScopeSpansView> scopes = new Cursor<>(new ScopeSpansView());
  private final Cursor<SpanView> spans = new Cursor<>(new SpanView());
  private int written;
  private int refused;

  SpanWalk(String defaultServiceName, SpanEncoder encoder) {
    this.defaultServiceName = defaultServiceName;
    this.encoder = encoder;
  }

  /** Walks one request. */
  void request(Slice bytes) {
    request.wrap(bytes);
    request.resourceSpans(resources);
    while (resources.next()) {
      service.resource(resources.item().resource(), defaultServiceName);
      resources.item().scopeSpans(scopes);
      while (scopes.next()) {
        service.scope(scopes.item().scope());
        scopes.item().spans(spans);
        while (spans.next()) {
          span(spans.item());
        }
      }
    }
  }

  /** How many spans the encoder got. */
  int written() {
    return written;
  }

  /** How many spans Zipkin cannot hold, as an id is missing or of the wrong length. */
  int refused() {
    return refused;
  }

  /** What is wrong with those. */
  String complaint() {
    return refused
        + " spans have no valid trace id, span id or parent id (expected: 16 and 8 bytes, not"
        + " zero)";
  }

  private void span(SpanView span) {
    if (span.traceId().length() != 16
        || span.traceId().isZero()
        || span.spanId().length() != 8
        || span.spanId().isZero()
        || (span.parentSpanId().length() != 8 && !span.parentSpanId().isZero())) {
      refused++;
      return;
    }
    SpanMapping.fill(target, span, service);
    encoder.span(target);
    written++;
  }
}

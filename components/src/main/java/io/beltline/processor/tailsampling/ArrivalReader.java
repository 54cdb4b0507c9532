package io.beltline.processor.tailsampling;

import io.beltline.api.Context;
import io.beltline.components.sampling.TraceState;
import io.beltline.components.traces.HashedSlice;
import io.beltline.model.Slice;
import io.beltline.model.Traces;
import io.beltline.model.otlp.ByteRange;
import io.beltline.model.otlp.ExportTraceServiceRequestView;
import io.beltline.model.otlp.ResourceSpansView;
import io.beltline.model.otlp.ResourceView;
import io.beltline.model.otlp.ScopeSpansView;
import io.beltline.model.otlp.SpanView;
import io.beltline.model.otlp.Wire;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads requests: which spans belong to which trace, and what they answer. Used for one request.
 */
final class ArrivalReader {
  private static final String SAMPLING = "ot=";

  private final Questions questions;
  private final boolean readsTraceState;
  private final Arrivals arrivals = new Arrivals();
  private final List<TraceFacts> traceOfSpan = new ArrayList<>();
  private final long[] ofResource;

  ArrivalReader(Questions questions, boolean readsTraceState) {
    this.questions = questions;
    this.readsTraceState = readsTraceState;
    this.ofResource = new long[questions.words()];
  }

  /**
   * Reads a request.
   *
   * @param context what is to be kept of what travels beside it
   * @throws io.beltline.model.MalformedTelemetryException if it is no OTLP
   */
  Arrivals read(Context context, Traces request) {
    ExportTraceServiceRequestView view = new ExportTraceServiceRequestView();
    for (Slice chunk : request.payload().chunks()) {
      view.wrap(chunk);
      for (var group = view.resourceSpans(); group.next(); ) {
        resource(context, group.item());
      }
    }
    return arrivals;
  }

  /** What is known of the traces of the spans, by the numbers of the spans. */
  List<TraceFacts> traceOfSpan() {
    return traceOfSpan;
  }

  private void resource(Context context, ResourceSpansView group) {
    HashedSlice around = around(group.toSlice(), ResourceSpansView.SCOPE_SPANS);
    Arrays.fill(ofResource, 0);
    ResourceView resource = group.resource();
    for (int i = 0; i < questions.plain().size(); i++) {
      if (questions.plain().get(i).asks(resource)) {
        ofResource[i >> 6] |= 1L << i;
      }
    }
    for (var scope = group.scopeSpans(); scope.next(); ) {
      scope(context, scope.item(), around);
    }
  }

  private void scope(Context context, ScopeSpansView scope, HashedSlice resource) {
    Slice whole = scope.toSlice();
    arrivals.group(
        new Place(context, resource, around(whole, ScopeSpansView.SPANS)), whole.array());
    for (var span = scope.spans(); span.next(); ) {
      Slice bytes = span.slice();
      span(span.item(), bytes.offset(), bytes.end());
    }
  }

  private void span(SpanView span, int from, int to) {
    TraceFacts trace = arrivals.add(TraceId.of(span.traceId()), questions.words(), from, to);
    traceOfSpan.add(trace);
    trace.span(
        span.startTimeUnixNano(), span.endTimeUnixNano(), 1 + Wire.sizeOf(to - from) + to - from);
    if (span.parentSpanId().isZero()) {
      trace.rooted();
    }
    for (int word = 0; word < ofResource.length; word++) {
      trace.answered(word, ofResource[word]);
    }
    for (int i = 0; i < questions.plain().size(); i++) {
      if (!trace.isTrue(i) && questions.plain().get(i).asks(span)) {
        trace.answered(i >> 6, 1L << i);
      }
    }
    ByteRange state = span.traceStateUtf8();
    if (readsTraceState && !state.isEmpty()) {
      traceState(state.toUtf8(), trace);
    }
  }

  private static void traceState(String text, TraceFacts trace) {
    TraceState state = text.contains(SAMPLING) ? TraceState.parse(text) : null;
    if (state != null) {
      trace.traceState(state.randomness(), state.threshold() != null);
    }
  }

  /** A message without one of its fields. */
  private static HashedSlice around(Slice message, int without) {
    WireWriter out = new WireWriter(Math.min(message.length(), 1024));
    byte[] b = message.array();
    int kept = message.offset();
    for (int p = kept; p < message.end(); ) {
      long opened = Wire.tagAt(b, p, message.end());
      int next = Wire.skip(b, (int) (opened >>> 32), message.end(), (int) opened & 7);
      if ((int) opened == Wire.tag(without, Wire.BYTES)) {
        out.raw(b, kept, p);
        kept = next;
      }
      p = next;
    }
    out.raw(b, kept, message.end());
    return HashedSlice.of(out.toSlice());
  }
}

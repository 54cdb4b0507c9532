package io.beltline.benchmarks.payload;

import io.beltline.model.Slice;
import io.beltline.model.otlp.ExportTraceServiceRequestView;
import io.beltline.model.otlp.KeyValueView;
import io.beltline.model.otlp.SpanView;
import io.beltline.model.otlp.WireWriter;

/**
 * The spans of a request as a Jaeger client sends them: {@code jaeger.api_v2.PostSpansRequest} (<a
 * href="https://github.com/jaegertracing/jaeger-idl/blob/main/proto/api_v2/model.proto">model</a>).
 */
public final class JaegerBatch {
  private static final long SECOND = 1_000_000_000;
  private static final int INT64 = 2;

  private JaegerBatch() {}

  /** The same spans; their ids and names stay. */
  public static byte[] of(Slice request) {
    WireWriter out = new WireWriter(2 * request.length());
    int batch = out.begin(1);
    ExportTraceServiceRequestView view = new ExportTraceServiceRequestView();
    view.wrap(request);
    for (var group = view.resourceSpans(); group.next(); ) {
      for (var scope = group.item().scopeSpans(); scope.next(); ) {
        for (var span = scope.item().spans(); span.next(); ) {
          int one = out.begin(1);
          span(out, span.item());
          out.end(one);
        }
      }
      int process = out.begin(2);
      for (var each = group.item().resource().attributes(); each.next(); ) {
        if (each.item().key().equals("service.name")) {
          out.string(1, each.item().value().stringValue());
        } else {
          tag(out, 2, each.item());
        }
      }
      out.end(process);
    }
    out.end(batch);
    return out.toSlice().toByteArray();
  }

  private static void span(WireWriter out, SpanView span) {
    out.bytes(1, span.traceId().toByteArray());
    out.bytes(2, span.spanId().toByteArray());
    out.string(3, span.name());
    int parent = out.begin(4);
    out.bytes(1, span.traceId().toByteArray());
    out.bytes(2, span.parentSpanId().toByteArray());
    out.end(parent);
    time(out, 6, span.startTimeUnixNano());
    time(out, 7, span.endTimeUnixNano() - span.startTimeUnixNano());
    for (var each = span.attributes(); each.next(); ) {
      tag(out, 8, each.item());
    }
    int kind = out.begin(8);
    out.string(1, "span.kind").string(3, "server");
    out.end(kind);
  }

  private static void time(WireWriter out, int field, long nanos) {
    int time = out.begin(field);
    out.varint(1, nanos / SECOND);
    out.varint(2, nanos % SECOND);
    out.end(time);
  }

  /** Texts and numbers are all that requests have. */
  private static void tag(WireWriter out, int field, KeyValueView attribute) {
    int tag = out.begin(field);
    out.string(1, attribute.key());
    if (attribute.value().hasIntValue()) {
      out.varint(2, INT64);
      out.varint(5, attribute.value().intValue());
    } else {
      out.string(3, attribute.value().stringValue());
    }
    out.end(tag);
  }
}

package io.beltline.processor.groupbytrace;

import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.Traces;
import io.beltline.model.otlp.ExportTraceServiceRequestView;
import io.beltline.model.otlp.ResourceSpansView;
import io.beltline.model.otlp.ScopeSpansView;
import io.beltline.model.otlp.WireWriter;
import java.util.List;

/** Makes requests of traces, one trace behind the other. */
final class TraceRequest {
  private TraceRequest() {}

  /** A request of whole traces. */
  static Traces of(List<HeldTrace> traces) {
    WireWriter out = new WireWriter();
    for (HeldTrace trace : traces) {
      write(trace.pieces(), out);
    }
    return new Traces(Payload.of(Slice.of(out.toSlice().toByteArray())));
  }

  @SuppressWarnings("ReferenceEquality") // spans of one group share its shell
  private static void write(List<Piece> pieces, WireWriter out) {
    for (int i = 0; i < pieces.size(); ) {
      Slice resource = pieces.get(i).resource();
      int group = out.begin(ExportTraceServiceRequestView.RESOURCE_SPANS);
      out.raw(resource);
      while (i < pieces.size() && pieces.get(i).resource() == resource) {
        Slice scope = pieces.get(i).scope();
        int inner = out.begin(ResourceSpansView.SCOPE_SPANS);
        out.raw(scope);
        while (i < pieces.size()
            && pieces.get(i).scope() == scope
            && pieces.get(i).resource() == resource) {
          out.bytes(ScopeSpansView.SPANS, pieces.get(i).span());
          i++;
        }
        out.end(inner);
      }
      out.end(group);
    }
  }
}

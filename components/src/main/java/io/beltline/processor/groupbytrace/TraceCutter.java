package io.beltline.processor.groupbytrace;

import io.beltline.model.Slice;
import io.beltline.model.Traces;
import io.beltline.model.otlp.ExportTraceServiceRequestView;
import io.beltline.model.otlp.ResourceSpansEditor;
import io.beltline.model.otlp.ResourceSpansView;
import io.beltline.model.otlp.ScopeSpansEditor;
import io.beltline.model.otlp.ScopeSpansView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts requests into the traces their spans belong to. One thread. */
final class TraceCutter {
  private final Map<Slice, List<Piece>> traces = new LinkedHashMap<>();

  private TraceCutter() {}

  /** The spans of a request by the ids of their traces, in order. */
  static Map<Slice, List<Piece>> cut(Traces request) {
    TraceCutter cutter = new TraceCutter();
    for (Slice chunk : request.payload().chunks()) {
      ExportTraceServiceRequestView view = new ExportTraceServiceRequestView();
      view.wrap(chunk);
      for (var group = view.resourceSpans(); group.next(); ) {
        cutter.resource(group.item());
      }
    }
    return cutter.traces;
  }

  private void resource(ResourceSpansView group) {
    ResourceSpansEditor shell = new ResourceSpansEditor();
    shell.wrap(group.toSlice());
    shell.clearScopeSpans();
    Slice around = Slice.of(shell.toSlice().toByteArray());
    for (var scope = group.scopeSpans(); scope.next(); ) {
      scope(scope.item(), around);
    }
  }

  private void scope(ScopeSpansView scope, Slice resource) {
    ScopeSpansEditor shell = new ScopeSpansEditor();
    shell.wrap(scope.toSlice());
    shell.clearSpans();
    Slice around = Slice.of(shell.toSlice().toByteArray());
    for (var span = scope.spans(); span.next(); ) {
      Slice id = Slice.of(span.item().traceId().toByteArray());
      traces
          .computeIfAbsent(id, key -> new ArrayList<>())
          .add(new Piece(resource, around, span.slice()));
    }
  }
}

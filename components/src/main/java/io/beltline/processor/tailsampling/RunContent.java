package io.beltline.processor.tailsampling;

import io.beltline.components.traces.HashedSlice;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.Traces;
import io.beltline.model.otlp.ExportTraceServiceRequestView;
import io.beltline.model.otlp.ResourceSpansView;
import io.beltline.model.otlp.WireWriter;
import io.beltline.processor.tailsampling.TraceTable.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Spans that were held, by their resources and scopes, to be made one request. One thread. */
final class RunContent {
  private final Map<HashedSlice, Map<HashedSlice, List<byte[]>>> resources = new LinkedHashMap<>();
  private final List<StoredRun> ends = new ArrayList<>();
  private long spans;
  private long unstored;

  void add(Run run) {
    resources
        .computeIfAbsent(run.place().resource(), key -> new LinkedHashMap<>())
        .computeIfAbsent(run.place().scope(), key -> new ArrayList<>())
        .add(run.bytes());
    spans += run.count();
    if (run.request() == StoredRequests.NONE) {
      unstored += run.count();
    } else {
      ends.add(new StoredRun(run.request(), run.number()));
    }
  }

  /** Which runs are on disk as well. */
  List<StoredRun> stored() {
    return ends;
  }

  /** How many spans are in memory only. */
  long unstored() {
    return unstored;
  }

  long spans() {
    return spans;
  }

  Traces request() {
    WireWriter out = new WireWriter();
    resources.forEach(
        (resource, scopes) -> {
          int group = out.begin(ExportTraceServiceRequestView.RESOURCE_SPANS);
          out.raw(resource.bytes());
          scopes.forEach(
              (scope, runs) -> {
                int inner = out.begin(ResourceSpansView.SCOPE_SPANS);
                out.raw(scope.bytes());
                runs.forEach(run -> out.raw(run, 0, run.length));
                out.end(inner);
              });
          out.end(group);
        });
    return new Traces(Payload.of(Slice.of(out.toSlice().toByteArray())));
  }
}

package io.beltline.connector.servicegraph;

import io.beltline.api.ComponentKind;
import io.beltline.api.Meter;
import java.util.Map;

/** Counts what becomes of spans and requests. Safe for all threads. */
final class GraphCounters {
  final Meter.Counter paired;
  final Meter.Counter otherKind;
  final Meter.Counter noService;
  final Meter.Counter dropped;
  final Meter.Counter newEdges;
  final Meter.Counter expired;
  final Meter.Counter overflows;

  /** Counters under the names of the Go collector, which has a prefix for each kind. */
  GraphCounters(Meter meter, ComponentKind kind) {
    String ours = "beltline_" + kind.label() + "_service_graph_";
    String go = "otelcol_" + kind.label() + "_servicegraph_";
    paired = spans(meter, ours, "edge");
    otherKind = spans(meter, ours, "other_kind");
    noService = spans(meter, ours, "no_service_name");
    dropped =
        meter.counter(
            go + "dropped_spans",
            "1",
            "Number of spans dropped when trying to add edges",
            Map.of());
    newEdges = meter.counter(go + "total_edges", "1", "Total number of unique edges", Map.of());
    expired =
        meter.counter(
            go + "expired_edges",
            "1",
            "Number of edges that expired before finding its matching span",
            Map.of());
    overflows =
        meter.counter(
            ours + "overflows",
            "{request}",
            "Requests that went to the series of all others, since there were too many.",
            Map.of());
  }

  private static Meter.Counter spans(Meter meter, String prefix, String outcome) {
    return meter.counter(
        prefix + "spans",
        "{span}",
        "Spans that came in, by what became of them.",
        Map.of("outcome", outcome));
  }
}

package io.beltline.verification.agent;

import io.beltline.verification.otlp.Item;
import io.beltline.verification.peer.OtlpSink;
import io.beltline.verification.peer.TraceStore;
import io.beltline.verification.peer.ZipkinServer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A backend of traces.
 *
 * @param name what reports call it
 * @param endpoint what stands in a configuration as its endpoint
 * @param reader finds what it holds
 */
record SpanStore(String name, String endpoint, Reader reader) {
  /** Finds spans by the ids of their traces. */
  interface Reader {
    /** The spans as {@code trace/span}, each as often as it is there. */
    List<String> spans(Collection<String> traces) throws Exception;
  }

  /** Finds the spans of one trace. */
  private interface OneByOne {
    Stream<String> spans(String trace) throws Exception;
  }

  static SpanStore of(ZipkinServer zipkin) {
    return new SpanStore(
        "Zipkin",
        zipkin.endpoint(),
        traces ->
            each(
                traces,
                trace ->
                    zipkin.shownNow(trace).stream().map(span -> span.traceId() + "/" + span.id())));
  }

  static SpanStore of(OtlpSink sink) {
    return new SpanStore(
        "a receiver of ours",
        "127.0.0.1:" + sink.port(),
        _ -> sink.requests().stream().flatMap(SpanStore::ids).toList());
  }

  static SpanStore of(TraceStore store) {
    return new SpanStore(
        store.kind(),
        "127.0.0.1:" + store.port(),
        traces -> each(traces, trace -> store.shown(trace).stream().flatMap(SpanStore::ids)));
  }

  private static List<String> each(Collection<String> traces, OneByOne reader) throws Exception {
    List<String> spans = new ArrayList<>();
    for (String trace : traces) {
      spans.addAll(reader.spans(trace).toList());
    }
    return spans;
  }

  private static Stream<String> ids(JsonNode request) {
    return Item.of(request)
        .map(
            item ->
                item.body().path("traceId").asString("")
                    + "/"
                    + item.body().path("spanId").asString(""));
  }
}

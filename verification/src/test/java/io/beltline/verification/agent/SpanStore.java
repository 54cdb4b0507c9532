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
 * @param exporter the id of the exporter that sends to it
 * @param endpoint what stands in a configuration as its endpoint
 * @param reader finds what it holds
 * @param counter counts what came
 */
record SpanStore(String name, String exporter, String endpoint, Reader reader, Counter counter) {
  private static final String JAEGER = "otlp_grpc/jaeger";

  /** Finds spans by the ids of their traces. */
  interface Reader {
    /** The spans as {@code trace/span}, each as often as it is there. */
    List<String> spans(Collection<String> traces) throws Exception;
  }

  /** Counts spans, each as often as it came. */
  interface Counter {
    /**
     * How many came.
     *
     * @param held what the reader finds
     */
    long came(List<String> held) throws Exception;
  }

  /** Finds the spans of one trace. */
  private interface OneByOne {
    Stream<String> spans(String trace) throws Exception;
  }

  static SpanStore of(ZipkinServer zipkin) {
    return of(zipkin, "Zipkin", "zipkin");
  }

  /** Zipkin shows a span once that came twice, and counts both. */
  static SpanStore of(ZipkinServer zipkin, String name, String exporter) {
    return new SpanStore(
        name,
        exporter,
        zipkin.endpoint(),
        traces ->
            each(
                traces,
                trace ->
                    zipkin.shownNow(trace).stream().map(span -> span.traceId() + "/" + span.id())),
        _ -> zipkin.taken());
  }

  static SpanStore of(OtlpSink sink) {
    return new SpanStore(
        "a receiver of ours",
        JAEGER,
        "127.0.0.1:" + sink.port(),
        _ -> sink.requests().stream().flatMap(SpanStore::ids).toList(),
        List::size);
  }

  static SpanStore of(TraceStore store) {
    return new SpanStore(
        store.kind(),
        JAEGER,
        "127.0.0.1:" + store.port(),
        traces -> each(traces, trace -> store.held(trace).stream().flatMap(SpanStore::ids)),
        List::size);
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

package io.beltline.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.benchmarks.payload.PayloadKind;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.ItemWalk;
import io.beltline.model.otlp.SpanView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Traces that are sent again and again, with other ids each time. */
@Timeout(60)
class IdsTest {
  private static final int SPANS = 1000;

  private static byte[] body(int number) {
    Slice request = PayloadKind.T361.request(number, SPANS).payload().contiguous();
    return TraceBodies.of(request.toByteArray(), 10);
  }

  /** The spans of each trace that have an error, and how many spans the trace has. */
  private static Map<String, int[]> traces(Slice request) {
    Map<String, int[]> traces = new HashMap<>();
    SpanView span = new SpanView();
    ItemWalk.items(
        Telemetry.of(Signal.TRACES, Payload.of(request)),
        (array, from, to) -> {
          span.wrap(array, from, to);
          int[] counts = traces.computeIfAbsent(span.traceId().hex(), id -> new int[2]);
          counts[0]++;
          counts[1] += span.status().code() == 2 ? 1 : 0;
        });
    return traces;
  }

  @Test
  void tenSpansAreATraceAndOneOfAHundredHasAnError() {
    Map<String, int[]> traces = traces(Slice.of(body(1)));
    assertThat(traces).hasSize(100);
    assertThat(traces.values()).allMatch(counts -> counts[0] == 10);
    assertThat(traces.values().stream().mapToInt(counts -> counts[1]).sum()).isEqualTo(1);
  }

  @Test
  void eachRequestHasIdsOfItsOwnAndIsOtherwiseAsItWas() throws Exception {
    List<byte[]> bodies = List.of(body(1), body(2));
    Set<Long> expected = new HashSet<>();
    Checksums sums = new Checksums(Signal.TRACES, Edit.NOTHING, field -> field != 1);
    bodies.forEach(body -> sums.read(Slice.of(body), expected::add));
    Queue<Slice> came = new ConcurrentLinkedQueue<>();
    Arrivals arrivals = new Arrivals(new Keeping(came), expected, 0);
    try (Sink sink = Sink.grpc(arrivals, 100)) {
      Load load = new Load(sink.port(), "/v1/traces", "", "", bodies, SPANS, 2, 3, 0, 0);
      try (Generator generator = new GrpcGenerator(load.withNewIds())) {
        generator.start();
        while (generator.tally().accepted() < 50 * SPANS && generator.tally().failure() == null) {
          Thread.onSpinWait();
        }
        generator.stop();
        assertThat(generator.tally().failure()).isNull();
      }
    }
    assertThat(came).hasSizeGreaterThanOrEqualTo(50);
    Set<String> ids = new HashSet<>();
    for (Slice request : came) {
      Map<String, int[]> traces = traces(request);
      assertThat(traces.values()).hasSize(100).allMatch(counts -> counts[0] == 10);
      ids.addAll(traces.keySet());
      List<Long> others = new ArrayList<>();
      sums.read(request, others::add);
      assertThat(expected).containsAll(others);
    }
    assertThat(ids).hasSize(100 * came.size());
  }

  /** Keeps what comes. */
  private record Keeping(Queue<Slice> all) implements Content {
    @Override
    public Slice plain(Slice body) throws IOException {
      return Slice.of(body.toByteArray());
    }

    @Override
    public long count(Slice request) {
      all.add(request);
      return SPANS;
    }

    @Override
    public void read(Slice request, LongConsumer taker) {}
  }
}

package io.beltline.processor.tailsampling;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.beltline.api.Context;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.Traces;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A hundred thousand spans at random, compared through the official protobuf classes. */
class ManySpansTest {
  private static final int SPANS = 100_000;
  private static final int TRACES = 12_000;
  private static final int GIANT = 20_000;
  private static final String CONFIG =
      """
      {decision_wait: 10s, num_traces: 100000, policies: [
        {name: errors, type: status_code, status_code: {status_codes: [ERROR]}},
        {name: slow, type: latency, latency: {threshold_ms: 100}},
        {name: some, type: probabilistic, probabilistic: {sampling_percentage: 5}}]}
      """;

  /** A span with what stands around it, and without its trace state. */
  private record Placed(Resource resource, InstrumentationScope scope, Span span) {}

  private final Random random = new Random(20_26);
  private final Sampling sampling = new Sampling(CONFIG);
  private final Map<ByteString, List<Placed>> came = new HashMap<>();

  private ByteString bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }

  private Span span(ByteString trace) {
    long start = 1_000_000_000L * 1000 + random.nextInt(60) * 1_000_000L;
    return Span.newBuilder()
        .setTraceId(trace)
        .setSpanId(bytes(8))
        .setParentSpanId(bytes(8))
        .setName("n".repeat(random.nextInt(300)))
        .setStartTimeUnixNano(start)
        .setEndTimeUnixNano(start + random.nextInt(70) * 1_000_000L)
        .setStatus(Status.newBuilder().setCodeValue(random.nextInt(800) == 0 ? 2 : 0))
        .build();
  }

  private static Resource resource(int number) {
    return Resource.newBuilder()
        .addAttributes(
            KeyValue.newBuilder()
                .setKey("service.name")
                .setValue(AnyValue.newBuilder().setStringValue("s" + number)))
        .build();
  }

  private void take(List<Span> spans) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    for (int from = 0; from < spans.size(); ) {
      int to = Math.min(spans.size(), from + 1 + random.nextInt(20));
      Resource resource = resource(random.nextInt(10));
      InstrumentationScope scope =
          InstrumentationScope.newBuilder().setName("l" + random.nextInt(3)).build();
      List<Span> some = spans.subList(from, to);
      request.addResourceSpans(
          ResourceSpans.newBuilder()
              .setResource(resource)
              .addScopeSpans(ScopeSpans.newBuilder().setScope(scope).addAllSpans(some)));
      some.forEach(
          span ->
              came.computeIfAbsent(span.getTraceId(), id -> new ArrayList<>())
                  .add(new Placed(resource, scope, span)));
      from = to;
    }
    Traces traces = new Traces(Payload.of(Slice.of(request.build().toByteArray())));
    assertThat(sampling.processor.consume(Context.EMPTY, traces).isAccepted()).isTrue();
  }

  private Map<ByteString, List<Placed>> sent() throws InvalidProtocolBufferException {
    Map<ByteString, List<Placed>> sent = new HashMap<>();
    for (var call : sampling.next.received()) {
      for (ResourceSpans resource :
          ExportTraceServiceRequest.parseFrom(call.telemetry().payload().contiguous().toByteArray())
              .getResourceSpansList()) {
        for (ScopeSpans scope : resource.getScopeSpansList()) {
          for (Span span : scope.getSpansList()) {
            assertThat(span.getTraceState()).startsWith("ot=th:");
            sent.computeIfAbsent(span.getTraceId(), id -> new ArrayList<>())
                .add(
                    new Placed(
                        resource.getResource(),
                        scope.getScope(),
                        span.toBuilder().clearTraceState().build()));
          }
        }
      }
    }
    return sent;
  }

  private static boolean isKept(ByteString id, List<Placed> trace) {
    long first = Long.MAX_VALUE;
    long last = 0;
    boolean failed = false;
    for (Placed one : trace) {
      first = Math.min(first, one.span().getStartTimeUnixNano());
      last = Math.max(last, one.span().getEndTimeUnixNano());
      failed |= one.span().getStatus().getCodeValue() == 2;
    }
    return failed || (last - first) / 1_000_000 >= 100 || share(id) <= 0.05;
  }

  /** Where between 0 and 1 the FNV-1a hash of an id lies. */
  private static double share(ByteString id) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : ("default-hash-seed").getBytes(java.nio.charset.StandardCharsets.US_ASCII)) {
      hash = (hash ^ b) * 0x100000001b3L;
    }
    for (byte b : id.toByteArray()) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return (hash >>> 11) / (double) (1L << 53);
  }

  @Test
  void everyTraceIsKeptWholeOrNotAtAll() throws Exception {
    List<Span> spans = new ArrayList<>();
    List<ByteString> ids = new ArrayList<>();
    for (int i = 0; i < TRACES; i++) {
      ids.add(bytes(16));
    }
    ByteString giant = bytes(16);
    for (int i = 0; i < SPANS; i++) {
      spans.add(span(i < GIANT ? giant : ids.get(random.nextInt(TRACES))));
    }
    Collections.shuffle(spans, random);
    for (int from = 0; from < SPANS; ) {
      int to = Math.min(SPANS, from + 1 + random.nextInt(200));
      take(spans.subList(from, to));
      sampling.pass(Duration.ofMillis(random.nextInt(10)));
      from = to;
    }
    sampling.pass(Duration.ofSeconds(11));
    assertThat(sampling.booked("held")).isZero();
    Map<ByteString, List<Placed>> sent = sent();
    Set<ByteString> expected = new HashSet<>();
    came.forEach(
        (id, trace) -> {
          if (isKept(id, trace)) {
            expected.add(id);
          }
        });
    assertThat(sent.keySet()).isEqualTo(expected);
    assertThat(expected.size()).isBetween(TRACES / 20, TRACES / 2);
    assertThat(sent).containsKey(giant);
    for (ByteString id : expected) {
      Set<Placed> whole = new HashSet<>(came.getOrDefault(id, List.of()));
      List<Placed> there = sent.getOrDefault(id, List.of());
      assertThat(there).hasSameSizeAs(whole);
      assertThat(new HashSet<>(there)).isEqualTo(whole);
    }
    assertThat(sampling.next.items() + sampling.settings.ledger().removed()).isEqualTo(SPANS);
  }
}

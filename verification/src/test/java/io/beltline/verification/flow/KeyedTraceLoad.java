package io.beltline.verification.flow;

import com.google.protobuf.ByteString;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.components.otlp.OtlpRoutes;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.config.GrpcClientConfig;
import io.beltline.transport.grpc.GrpcClient;
import io.beltline.transport.grpc.GrpcRequest;
import io.beltline.transport.grpc.GrpcResult;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends traces of ten spans whose spans come in requests at random; every second trace has an
 * error. A request that is refused is sent again until it is taken.
 */
final class KeyedTraceLoad implements AutoCloseable {
  static final int SPANS = 10;

  private static final int ROUND = 100;
  private static final int REQUEST = 50;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final GrpcClient client;
  private final Random random;
  private final int perSecond;
  private long traces;
  private long refusals;

  KeyedTraceLoad(int port, int perSecond, long seed) {
    this.client =
        GrpcClient.create(
            BoundYaml.value(
                GrpcClientConfig.class,
                "{endpoint: \"127.0.0.1:%d\", tls: {insecure: true}}".formatted(port)),
            ClientSettings.of(
                TestSettings.of("sender").settings(), new TestHost(RealClock.INSTANCE)));
    this.random = new Random(seed);
    this.perSecond = perSecond;
  }

  /** How many traces were sent. */
  long traces() {
    return traces;
  }

  /** How often a request was refused. */
  long refusals() {
    return refusals;
  }

  /** Sends for so many seconds, at the rate or slower. */
  void run(int seconds) {
    long begin = System.nanoTime();
    long pause = Duration.ofSeconds(1).toNanos() * ROUND / perSecond;
    for (int round = 0; round < seconds * perSecond / ROUND; round++) {
      LockSupport.parkNanos(begin + round * pause - System.nanoTime());
      round();
    }
  }

  private void round() {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < ROUND; i++) {
      long trace = traces++;
      for (int s = 0; s < SPANS; s++) {
        spans.add(span(trace, s));
      }
    }
    Collections.shuffle(spans, random);
    for (int from = 0; from < spans.size(); from += REQUEST) {
      send(spans.subList(from, from + REQUEST));
    }
  }

  private static Span span(long trace, int number) {
    boolean failed = trace % 2 == 0 && number == SPANS - 1;
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(
                ByteString.copyFrom(ByteBuffer.allocate(16).putLong(1).putLong(trace).flip()))
            .setSpanId(
                ByteString.copyFrom(
                    ByteBuffer.allocate(8).putLong(trace * SPANS + number + 1).flip()))
            .setName("work " + number)
            .setStartTimeUnixNano(1_000_000_000L + trace)
            .setEndTimeUnixNano(2_000_000_000L + trace);
    if (failed) {
      span.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
    }
    return span.build();
  }

  private void send(List<Span> spans) {
    byte[] request =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder()
                    .setResource(
                        Resource.newBuilder()
                            .addAttributes(
                                KeyValue.newBuilder()
                                    .setKey("service.name")
                                    .setValue(AnyValue.newBuilder().setStringValue("load"))))
                    .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(spans)))
            .build()
            .toByteArray();
    while (client.call(
            GrpcRequest.of(
                OtlpRoutes.grpcMethod(Signal.TRACES),
                Payload.of(request),
                Context.EMPTY,
                Deadline.in(RealClock.INSTANCE, TIMEOUT)))
        instanceof GrpcResult.Failed) {
      refusals++;
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  @Override
  public void close() {
    client.close(Deadline.in(RealClock.INSTANCE, TIMEOUT));
  }
}

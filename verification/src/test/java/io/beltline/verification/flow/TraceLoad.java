package io.beltline.verification.flow;

import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.model.Traces;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.config.GrpcClientConfig;
import io.beltline.transport.grpc.GrpcClient;
import io.beltline.transport.grpc.GrpcRequest;
import io.beltline.transport.grpc.GrpcResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sends numbered traces at a rate: the first half of the spans of each, and the other a second
 * later. Each request is sent until it is accepted.
 */
final class TraceLoad implements AutoCloseable {
  /** Traces in a request: a hundred spans. */
  static final int TRACES = 20;

  static final int REQUEST = TRACES * TracePlan.SPANS / 2;

  private static final int HALF = TracePlan.SPANS / 2;
  private static final int LARGE_REQUEST = 2000;
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final GrpcClient client;
  private final int traces;
  private final AtomicLongArray lastPlaceNanos;
  private final AtomicLongArray answeredNanos;
  private final AtomicInteger unanswered = new AtomicInteger();
  private final LongAdder refused = new LongAdder();

  TraceLoad(int port, int traces) {
    this.traces = traces;
    lastPlaceNanos = new AtomicLongArray(traces);
    answeredNanos = new AtomicLongArray(traces);
    client =
        GrpcClient.create(
            BoundYaml.value(
                GrpcClientConfig.class,
                "{endpoint: \"127.0.0.1:%d\", tls: {insecure: true}, compression: none}"
                    .formatted(port)),
            ClientSettings.of(
                TestSettings.of("client").settings(), new TestHost(RealClock.INSTANCE)));
  }

  /** Sends all and returns when all is accepted. */
  void run(int tracesPerSecond) throws InterruptedException {
    List<Thread> running = new ArrayList<>();
    long begin = System.nanoTime();
    int late = (int) (SECOND.toNanos() * tracesPerSecond / 1_000_000_000L / TRACES);
    int requests = traces / TRACES;
    for (int i = 0; i < requests + late; i++) {
      long due =
          begin + SECOND.multipliedBy((long) i * TRACES).dividedBy(tracesPerSecond).toNanos();
      RealClock.INSTANCE.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
      if (i < requests) {
        int first = i * TRACES;
        running.add(Thread.startVirtualThread(() -> deliver(first, 0, HALF)));
      }
      if (i >= late) {
        int first = (i - late) * TRACES;
        running.add(Thread.startVirtualThread(() -> deliver(first, HALF, TracePlan.SPANS)));
      }
      if (i % 1000 == 0) {
        running.removeIf(thread -> !thread.isAlive());
      }
    }
    for (Thread thread : running) {
      thread.join();
    }
  }

  /**
   * Sends the large trace, whose number is that of the traces, with so many spans; the last one has
   * an error.
   */
  void large(int spans) {
    for (int from = 0; from < spans; from += LARGE_REQUEST) {
      int to = Math.min(spans, from + LARGE_REQUEST);
      send(TracePlan.failing(traces, from, to, spans - 1));
    }
  }

  private void deliver(int first, int from, int to) {
    long sent = send(TracePlan.request(first, first + TRACES, from, to));
    long answered = System.nanoTime();
    if (to == TracePlan.SPANS) {
      for (int trace = first; trace < first + TRACES; trace++) {
        lastPlaceNanos.set(trace, sent);
        answeredNanos.set(trace, answered);
      }
    }
  }

  /** Sends until it is accepted; returns when the last attempt began. */
  private long send(Traces request) {
    while (true) {
      long begun = System.nanoTime();
      unanswered.incrementAndGet();
      GrpcResult result =
          client.call(
              GrpcRequest.of(
                  "opentelemetry.proto.collector.trace.v1.TraceService/Export",
                  request.payload(),
                  Context.EMPTY,
                  Deadline.in(RealClock.INSTANCE, TIMEOUT)));
      unanswered.decrementAndGet();
      if (result instanceof GrpcResult.Ok) {
        return begun;
      }
      refused.increment();
      try {
        RealClock.INSTANCE.sleep(PAUSE);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while sending", stop);
      }
    }
  }

  /** When the attempt began that brought the last span of a trace. */
  long lastPlaceNanos(int trace) {
    return lastPlaceNanos.get(trace);
  }

  /** When its sender heard that it was taken. */
  long answeredNanos(int trace) {
    return answeredNanos.get(trace);
  }

  /** Requests without an answer now. */
  int unanswered() {
    return unanswered.get();
  }

  /** Attempts that were not accepted. */
  long refused() {
    return refused.sum();
  }

  @Override
  public void close() {
    client.close(Deadline.in(RealClock.INSTANCE, SECOND));
  }
}

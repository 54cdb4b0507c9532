package io.beltline.verification.flow;

import io.beltline.api.Deadline;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.ItemWalk;
import io.beltline.model.otlp.SpanView;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.grpc.GrpcReply;
import io.beltline.transport.grpc.GrpcServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;

/** A backend that takes the spans of numbered traces and remembers which came, and when. */
final class TraceSink implements AutoCloseable {
  /** The attribute in which the collector notes when it has taken a span, in Unix nanoseconds. */
  static final String TAKEN = "taken.unix.nanos";

  private static final String METHOD = "opentelemetry.proto.collector.trace.v1.TraceService/Export";

  private final int traces;
  private final AtomicIntegerArray arrivals;
  private final AtomicLongArray lastPlaceNanos;
  private final AtomicLongArray takenUnixNanos;
  private final AtomicLongArray outUnixNanos;
  private final LongAccumulator largest = new LongAccumulator(Math::max, 0);
  private final GrpcServer server;

  /**
   * A backend.
   *
   * @param traces how many traces of ten spans there are; the one that follows is large
   * @param large how many spans that one has
   */
  TraceSink(int traces, int large) {
    this.traces = traces;
    arrivals = new AtomicIntegerArray(traces * TracePlan.SPANS + large);
    lastPlaceNanos = new AtomicLongArray(traces);
    takenUnixNanos = new AtomicLongArray(traces);
    outUnixNanos = new AtomicLongArray(traces);
    GrpcServerConfig config =
        BoundYaml.value(
            GrpcServerConfig.class, "{endpoint: \"127.0.0.1:0\", max_recv_msg_size_mib: 64}");
    server =
        GrpcServer.start(
            config,
            ServerSettings.of(
                TestSettings.of("backend").settings(), new TestHost(RealClock.INSTANCE)),
            Map.of(METHOD, call -> take(call.message())));
  }

  int port() {
    return server.port();
  }

  private GrpcReply take(Slice request) {
    SpanView span = new SpanView();
    long now = System.nanoTime();
    long unixNanos = RealClock.INSTANCE.unixNanos();
    int[] count = {0};
    ItemWalk.items(
        Telemetry.of(Signal.TRACES, Payload.of(request)),
        (array, from, to) -> {
          span.wrap(array, from, to);
          long id = span.spanId().longAt(0);
          int trace = TracePlan.trace(id);
          int place = TracePlan.place(id);
          arrivals.incrementAndGet(trace * TracePlan.SPANS + place);
          if (trace < traces && place == TracePlan.LAST) {
            if (lastPlaceNanos.compareAndSet(trace, 0, now)) {
              takenUnixNanos.set(trace, taken(span));
              outUnixNanos.set(trace, unixNanos);
            }
          }
          count[0]++;
        });
    largest.accumulate(count[0]);
    return GrpcReply.of(Slice.EMPTY);
  }

  /** How many different spans of a trace came. */
  int distinct(int trace) {
    int first = trace * TracePlan.SPANS;
    int end = trace == traces ? arrivals.length() : first + TracePlan.SPANS;
    int count = 0;
    for (int i = first; i < end; i++) {
      count += arrivals.get(i) > 0 ? 1 : 0;
    }
    return count;
  }

  /** How many spans came that had come before. */
  long doubled() {
    long doubled = 0;
    for (int i = 0; i < arrivals.length(); i++) {
      doubled += Math.max(0, arrivals.get(i) - 1);
    }
    return doubled;
  }

  /**
   * When the last span of a trace came first, in {@link System#nanoTime} terms; 0 if it did not.
   */
  long lastPlaceNanos(int trace) {
    return lastPlaceNanos.get(trace);
  }

  /**
   * How long after the collector had taken the last span of a trace it came, in nanoseconds;
   * without meaning if the collector noted no time in it.
   */
  long sinceTakenNanos(int trace) {
    return outUnixNanos.get(trace) - takenUnixNanos.get(trace);
  }

  /** What the collector noted in a span. */
  private static long taken(SpanView span) {
    for (var attribute = span.attributes(); attribute.next(); ) {
      if (attribute.item().key().equals(TAKEN)) {
        return attribute.item().value().intValue();
      }
    }
    return 0;
  }

  /** The spans of the largest request. */
  long largest() {
    return largest.get();
  }

  @Override
  public void close() {
    server.close(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(1)));
  }
}

package io.beltline.exporter.loadbalancing;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.beltline.components.otlp.ScriptedBackend;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.transport.grpc.GrpcCall;
import io.beltline.transport.grpc.GrpcReply;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A backend over gRPC that remembers the spans it took, and answers or hangs as told. */
final class SpanBackend implements AutoCloseable {
  private static final GrpcReply TAKEN = GrpcReply.of(io.beltline.model.Slice.EMPTY);

  private final ScriptedBackend backend = ScriptedBackend.grpc(this::answer);
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Integer> calls = new LinkedBlockingQueue<>();
  private volatile Supplier<GrpcReply> script = () -> TAKEN;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  private GrpcReply answer(GrpcCall call) {
    List<String> names = names(call.message().toByteArray());
    calls.add(names.size());
    try {
      gate.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    GrpcReply reply = script.get();
    if (reply.equals(TAKEN)) {
      taken.addAll(names);
    }
    return reply;
  }

  /** Answers like this from now on. */
  void answers(Supplier<GrpcReply> next) {
    script = next;
  }

  /** Keeps its callers waiting from now on. */
  void hang() {
    gate = new CountDownLatch(1);
  }

  /** Lets all go on. */
  void goOn() {
    gate.countDown();
  }

  /** Waits for the next call and says how many spans it brings. */
  int awaitCall() throws InterruptedException {
    Integer spans = calls.poll(10, TimeUnit.SECONDS);
    if (spans == null) {
      throw new IllegalStateException("waited in vain for a call");
    }
    return spans;
  }

  /** The names of the spans it took, sorted. */
  List<String> taken() {
    List<String> sorted = new ArrayList<>(taken);
    Collections.sort(sorted);
    return sorted;
  }

  Backend address() {
    return Backend.of("127.0.0.1:" + backend.port());
  }

  @Override
  public void close() {
    goOn();
    backend.close();
  }

  /** A request of spans, each of a trace of its own, whose names begin with a word. */
  static Telemetry spans(String word, int count) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (int i = 0; i < count; i++) {
      byte[] id = new byte[16];
      id[0] = 1;
      id[8] = (byte) (i >>> 8);
      id[15] = (byte) i;
      scope.addSpans(
          Span.newBuilder().setTraceId(ByteString.copyFrom(id)).setName(word + " " + (1000 + i)));
    }
    return Telemetry.of(
        Signal.TRACES,
        Payload.of(
            ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
                .build()
                .toByteArray()));
  }

  /** The names of the spans in telemetry, sorted. */
  static List<String> names(Telemetry telemetry) {
    List<String> names = names(telemetry.payload().contiguous().toByteArray());
    Collections.sort(names);
    return names;
  }

  private static List<String> names(byte[] request) {
    try {
      List<String> names = new ArrayList<>();
      for (ResourceSpans group :
          ExportTraceServiceRequest.parseFrom(request).getResourceSpansList()) {
        for (ScopeSpans spans : group.getScopeSpansList()) {
          spans.getSpansList().forEach(span -> names.add(span.getName()));
        }
      }
      return names;
    } catch (InvalidProtocolBufferException malformed) {
      throw new IllegalStateException(malformed);
    }
  }
}

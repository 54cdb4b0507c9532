package io.beltline.receiver.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Status.Code;
import io.beltline.components.otlp.Requests;
import io.beltline.components.otlp.ScriptedBackend;
import io.beltline.exporter.otlpgrpc.OtlpGrpcExporterFactory;
import io.beltline.exporter.otlphttp.OtlpHttpExporterFactory;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.transport.grpc.GrpcReply;
import io.beltline.transport.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What passes is sent again until it passes, what is too large in parts, and nothing else. */
class RefusalsTest {
  private static final OtlpGrpcExporterFactory GRPC = new OtlpGrpcExporterFactory();
  private static final OtlpHttpExporterFactory HTTP = new OtlpHttpExporterFactory();

  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicLong items = new AtomicLong();

  @Test
  void overloadWithoutATimeToWaitIsSentAgain() {
    try (ScriptedBackend backend =
            ScriptedBackend.grpc(
                call ->
                    attempts.incrementAndGet() <= 20
                        ? GrpcReply.failed(Code.RESOURCE_EXHAUSTED, "ingestion rate limit")
                        : taken(call.message()));
        Chain chain = Chain.persistent(GRPC, "127.0.0.1:" + backend.port())) {
      assertThat(chain.consume(Context.EMPTY, Requests.telemetry(Signal.TRACES, 7)))
          .isEqualTo(ConsumeResult.accepted());
    }
    assertThat(attempts).hasValue(21);
    assertThat(items).hasValue(7);
  }

  @Test
  void aMessageThatIsTooLargeArrivesInParts() {
    int limit = Requests.request(Signal.TRACES, 10).length();
    try (ScriptedBackend backend =
            ScriptedBackend.grpc(
                call ->
                    call.message().length() > limit
                        ? GrpcReply.failed(
                            Code.RESOURCE_EXHAUSTED, "grpc: received message larger than max")
                        : taken(call.message()));
        Chain chain = Chain.persistent(GRPC, "127.0.0.1:" + backend.port())) {
      assertThat(chain.consume(Context.EMPTY, Requests.telemetry(Signal.TRACES, 40)))
          .isEqualTo(ConsumeResult.accepted());
    }
    assertThat(items).hasValue(40);
  }

  @Test
  void aBodyThatIsTooLargeArrivesInParts() {
    int limit = Requests.request(Signal.TRACES, 10).length();
    try (ScriptedBackend backend =
            ScriptedBackend.http(
                request -> {
                  if (request.body().length() > limit) {
                    return HttpResponse.text(413, "too large");
                  }
                  taken(request.body());
                  return HttpResponse.empty(200);
                });
        Chain chain = Chain.persistent(HTTP, "http://127.0.0.1:" + backend.port())) {
      assertThat(chain.consume(Context.EMPTY, Requests.telemetry(Signal.TRACES, 40)))
          .isEqualTo(ConsumeResult.accepted());
    }
    assertThat(items).hasValue(40);
  }

  @Test
  void badDataIsLookedIntoAndNeverSentTwice() {
    try (ScriptedBackend backend =
            ScriptedBackend.grpc(
                call -> {
                  attempts.incrementAndGet();
                  return GrpcReply.failed(Code.INVALID_ARGUMENT, "no such tenant");
                });
        Chain chain = Chain.persistent(GRPC, "127.0.0.1:" + backend.port())) {
      assertThat(chain.consume(Context.EMPTY, Requests.telemetry(Signal.TRACES, 7)))
          .isInstanceOfSatisfying(
              ConsumeResult.Permanent.class,
              refused -> assertThat(refused.message()).isEqualTo("no such tenant"));
    }
    assertThat(attempts).hasValue(7 + 6); // the request, its halves, ... each item by itself
  }

  @Test
  void twoCollectorsInARowLoseNothingWhenTheSecondIsFull() {
    RecordingConsumer second = new RecordingConsumer();
    second.answering(
        (context, telemetry) -> {
          if (attempts.incrementAndGet() <= 5) {
            return ConsumeResult.unavailable("data refused due to memory", Duration.ofMillis(5));
          }
          items.addAndGet(telemetry.itemCount());
          return ConsumeResult.accepted();
        });
    try (RunningReceiver running = RunningReceiver.into(second);
        Chain overGrpc = Chain.persistent(GRPC, "127.0.0.1:" + running.receiver.grpcPort());
        Chain overHttp =
            Chain.persistent(HTTP, "http://127.0.0.1:" + running.receiver.httpPort())) {
      Telemetry telemetry = Requests.telemetry(Signal.TRACES, 3);
      assertThat(overGrpc.consume(Context.EMPTY, telemetry)).isEqualTo(ConsumeResult.accepted());
      assertThat(overHttp.consume(Context.EMPTY, telemetry)).isEqualTo(ConsumeResult.accepted());
    }
    assertThat(attempts).hasValue(7);
    assertThat(items).hasValue(6);
  }

  private GrpcReply taken(Slice request) {
    items.addAndGet(Telemetry.of(Signal.TRACES, Payload.of(request)).itemCount());
    return GrpcReply.of(Slice.EMPTY);
  }
}

package io.beltline.receiver.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.Admission;
import io.beltline.api.ComponentException;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Status.Code;
import io.beltline.components.otlp.ExportResponse;
import io.beltline.components.otlp.OtlpRoutes;
import io.beltline.components.otlp.Requests;
import io.beltline.components.otlp.RpcStatus;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.transport.Header;
import io.beltline.transport.grpc.GrpcResult;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OtlpReceiverTest {
  private static final String PROTOBUF = OtlpRoutes.PROTOBUF;
  private static final String JSON = OtlpRoutes.JSON;

  private final RecordingConsumer consumer = new RecordingConsumer();

  @ParameterizedTest
  @EnumSource
  void theBytesOfAGrpcRequestGoOnUnchanged(Signal signal) {
    Slice request = Requests.request(signal, 3);
    try (RunningReceiver running = RunningReceiver.into(consumer)) {
      GrpcResult result = running.call(signal, request, new Header("x-tenant", "acme"));
      assertThat(result)
          .isInstanceOfSatisfying(
              GrpcResult.Ok.class, ok -> assertThat(ok.message()).isEqualTo(Slice.EMPTY));
    }
    assertThat(consumer.received())
        .singleElement()
        .satisfies(
            received -> {
              assertThat(received.telemetry().signal()).isEqualTo(signal);
              assertThat(received.telemetry().itemCount()).isEqualTo(3);
              assertThat(received.telemetry().payload().contiguous()).isEqualTo(request);
              Context context = received.context();
              assertThat(context.client().transport()).isEqualTo("grpc");
              assertThat(context.client().address()).startsWith("127.0.0.1:");
              assertThat(context.metadata().get("x-tenant")).containsExactly("acme");
            });
  }

  @ParameterizedTest
  @EnumSource
  void theBytesOfAnHttpRequestGoOnUnchanged(Signal signal) {
    Slice request = Requests.request(signal, 3);
    try (RunningReceiver running = RunningReceiver.into(consumer)) {
      HttpResponse<byte[]> response =
          running.post(OtlpRoutes.httpPath(signal), PROTOBUF, request, "X-Tenant", "acme");
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEmpty();
      assertThat(response.headers().firstValue("content-type")).contains(PROTOBUF);
    }
    assertThat(consumer.received())
        .singleElement()
        .satisfies(
            received -> {
              assertThat(received.telemetry().signal()).isEqualTo(signal);
              assertThat(received.telemetry().payload().contiguous()).isEqualTo(request);
              assertThat(received.context().client().transport()).isEqualTo("http");
              assertThat(received.context().metadata().get("x-tenant")).containsExactly("acme");
            });
  }

  @Test
  void jsonBecomesBytesAndIsAnsweredInJson() {
    String json = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"item 0\"}]}]}]}";
    try (RunningReceiver running = RunningReceiver.into(consumer)) {
      HttpResponse<byte[]> response =
          running.post("/v1/traces", "application/json; charset=utf-8", Slice.utf8(json));
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(new String(response.body(), java.nio.charset.StandardCharsets.UTF_8))
          .isEqualTo("{}");
      assertThat(response.headers().firstValue("content-type")).contains(JSON);
    }
    assertThat(consumer.received())
        .singleElement()
        .satisfies(
            received ->
                assertThat(received.telemetry().payload().contiguous())
                    .isEqualTo(Requests.request(Signal.TRACES, 1)));
  }

  @Test
  void aRequestWithoutItemsSucceedsAndGoesNoFurther() {
    try (RunningReceiver running = RunningReceiver.into(consumer)) {
      assertThat(running.call(Signal.TRACES, Slice.EMPTY)).isInstanceOf(GrpcResult.Ok.class);
      assertThat(running.call(Signal.LOGS, Requests.request(Signal.LOGS, 0)))
          .isInstanceOf(GrpcResult.Ok.class);
      assertThat(running.post("/v1/traces", PROTOBUF, Slice.EMPTY).statusCode()).isEqualTo(200);
      assertThat(running.post("/v1/traces", JSON, Slice.utf8("{}")).statusCode()).isEqualTo(200);
    }
    assertThat(consumer.received()).isEmpty();
  }

  @Test
  void aSignalWithoutAPipelineIsUnknown() {
    Slice request = Requests.request(Signal.TRACES, 1);
    try (RunningReceiver running =
        RunningReceiver.into(Map.of(Signal.LOGS, consumer), Admission.UNLIMITED)) {
      assertThat(running.call(Signal.TRACES, request))
          .isInstanceOfSatisfying(
              GrpcResult.Failed.class,
              failed -> assertThat(failed.code()).isEqualTo(Code.UNIMPLEMENTED));
      var answer = running.post("/v1/traces", PROTOBUF, request);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(new String(answer.body(), StandardCharsets.UTF_8))
          .isEqualTo("404 page not found: no traces pipeline has the receiver otlp\n");
      assertThat(running.post("/v1/logs", PROTOBUF, Requests.request(Signal.LOGS, 1)).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void aPartialSuccessReachesTheSender() {
    consumer.answering(new ConsumeResult.Accepted(2, "too old"));
    Slice request = Requests.request(Signal.METRICS, 3);
    ExportResponse expected = new ExportResponse(2, "too old");
    try (RunningReceiver running = RunningReceiver.into(consumer)) {
      assertThat(running.call(Signal.METRICS, request))
          .isInstanceOfSatisfying(
              GrpcResult.Ok.class,
              ok -> assertThat(ExportResponse.ofProto(ok.message())).isEqualTo(expected));
      byte[] body = running.post("/v1/metrics", PROTOBUF, request).body();
      assertThat(ExportResponse.ofProto(Slice.of(body))).isEqualTo(expected);
    }
  }

  @Test
  void aRefusalReachesTheSenderWithItsWait() {
    consumer.answering(ConsumeResult.unavailable("the queue is full", Duration.ofMillis(1500)));
    Slice request = Requests.request(Signal.LOGS, 1);
    try (RunningReceiver running = RunningReceiver.into(consumer)) {
      assertThat(running.call(Signal.LOGS, request))
          .isInstanceOfSatisfying(
              GrpcResult.Failed.class,
              failed -> {
                assertThat(failed.code()).isEqualTo(Code.UNAVAILABLE);
                assertThat(failed.message()).isEqualTo("the queue is full");
                assertThat(failed.retryAfter()).isEqualTo(Duration.ofMillis(1500));
              });
      HttpResponse<byte[]> response = running.post("/v1/logs", PROTOBUF, request);
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.headers().firstValue("retry-after")).contains("2");
      assertThat(RpcStatus.ofProto(Slice.of(response.body())))
          .isEqualTo(new RpcStatus(Code.UNAVAILABLE, "the queue is full"));
    }
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeItIsRead() {
    AtomicLong held = new AtomicLong();
    Admission small =
        new Admission() {
          @Override
          public boolean tryAcquire(long bytes) {
            if (held.get() + bytes > 100) {
              return false;
            }
            held.addAndGet(bytes);
            return true;
          }

          @Override
          public void release(long bytes) {
            held.addAndGet(-bytes);
          }
        };
    Slice large = Requests.request(Signal.TRACES, 100);
    Slice fitting = Requests.request(Signal.TRACES, 2);
    try (RunningReceiver running = RunningReceiver.into(Map.of(Signal.TRACES, consumer), small)) {
      assertThat(running.call(Signal.TRACES, large))
          .isInstanceOfSatisfying(
              GrpcResult.Failed.class,
              failed -> {
                assertThat(failed.code()).isEqualTo(Code.UNAVAILABLE);
                assertThat(failed.retryAfter()).isNotNull();
              });
      HttpResponse<byte[]> refused = running.post("/v1/traces", PROTOBUF, large);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("retry-after")).isPresent();
      assertThat(running.call(Signal.TRACES, fitting)).isInstanceOf(GrpcResult.Ok.class);
      assertThat(running.post("/v1/traces", PROTOBUF, fitting).statusCode()).isEqualTo(200);
      for (String transport : List.of("grpc", "http")) {
        assertThat(
                running
                    .settings
                    .meter()
                    .count("otelcol_receiver_refused_spans", Map.of("transport", transport)))
            .as(transport)
            .isEqualTo(1);
      }
    }
    assertThat(consumer.received())
        .as("a queue can share what is reserved")
        .allMatch(received -> received.context().reservation() != null);
    assertThat(held).hasValue(0);
    assertThat(consumer.items()).isEqualTo(4);
  }

  @Test
  void requestsUnderWayAreAnsweredAtShutdown() throws Exception {
    CountDownLatch arrived = new CountDownLatch(2);
    CountDownLatch go = new CountDownLatch(1);
    consumer.answering(
        (context, telemetry) -> {
          arrived.countDown();
          try {
            go.await();
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
          return ConsumeResult.accepted();
        });
    Slice request = Requests.request(Signal.TRACES, 1);
    try (RunningReceiver running = RunningReceiver.into(consumer)) {
      CompletableFuture<GrpcResult> call =
          CompletableFuture.supplyAsync(() -> running.call(Signal.TRACES, request));
      CompletableFuture<HttpResponse<byte[]>> post =
          CompletableFuture.supplyAsync(() -> running.post("/v1/traces", PROTOBUF, request));
      arrived.await();
      Thread shutdown =
          Thread.startVirtualThread(
              () ->
                  running.receiver.shutdown(
                      Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(30))));
      go.countDown();
      assertThat(call.get()).isInstanceOf(GrpcResult.Ok.class);
      assertThat(post.get().statusCode()).isEqualTo(200);
      shutdown.join();
    }
    assertThat(consumer.items()).isEqualTo(2);
  }

  @Test
  void aPortInUseIsSaidAndNothingStaysOpen() {
    try (RunningReceiver running = RunningReceiver.into(consumer)) {
      int taken = running.receiver.httpPort();
      assertThatThrownBy(
              () ->
                  RunningReceiver.of(
                      "{protocols: {grpc: {endpoint: \"127.0.0.1:0\"},"
                          + " http: {endpoint: \"127.0.0.1:"
                          + taken
                          + "\"}}}",
                      Map.of(),
                      Admission.UNLIMITED))
          .isInstanceOf(ComponentException.class)
          .hasMessageContaining(String.valueOf(taken));
    }
  }
}

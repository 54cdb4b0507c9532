package io.beltline.receiver.jaeger;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.model.Slice;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.config.GrpcClientConfig;
import io.beltline.transport.grpc.GrpcClient;
import io.beltline.transport.grpc.GrpcRequest;
import io.beltline.transport.grpc.GrpcResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JaegerReceiverTest {
  private static final String THRIFT = "application/x-thrift";

  @TempDir private Path folder;
  private final RecordingConsumer consumer = new RecordingConsumer();

  @Test
  void packetsOfBothFormsAreTaken() {
    try (RunningJaeger running = new RunningJaeger(RunningJaeger.ALL, consumer)) {
      Semaphore arrived = arrivals();
      running.send("thrift_compact", Batches.call(true, "emitBatch"));
      running.send("thrift_binary", Batches.call(false, "emitBatch"));
      arrived.acquireUninterruptibly(4);
    }
    assertThat(consumer.items()).isEqualTo(4);
    assertThat(consumer.received())
        .map(call -> call.context().client().transport())
        .containsExactlyInAnyOrder("udp_thrift_compact", "udp_thrift_binary");
  }

  @Test
  void eachPacketThatIsDroppedIsCountedWithTheReason() {
    String small =
        RunningJaeger.ALL.replace(
            "thrift_binary: {", "thrift_binary: {workers: 1, max_packet_size: 2000, ");
    RunningJaeger running = new RunningJaeger(small, consumer);
    try (running) {
      Semaphore arrived = arrivals();
      running.send("thrift_binary", new byte[2001]);
      running.send("thrift_binary", new byte[] {1, 2, 3});
      running.send("thrift_binary", Batches.call(false, "emitZipkinBatch"));
      running.send("thrift_binary", Batches.call(false, "emitBatch"));
      arrived.acquireUninterruptibly(2); // one worker: what came before is done with
    }
    assertThat(running.dropped("udp_thrift_binary", "too_large")).isEqualTo(1);
    assertThat(running.dropped("udp_thrift_binary", "malformed")).isEqualTo(1);
    assertThat(running.dropped("udp_thrift_binary", "unknown_call")).isEqualTo(1);
    assertThat(consumer.items()).isEqualTo(2);
  }

  @Test
  void aFullQueueDropsWhatComes() {
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    consumer.answering(
        (context, telemetry) -> {
          working.countDown();
          try {
            goOn.await();
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
          return new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "no");
        });
    String tiny =
        RunningJaeger.ALL.replace(
            "thrift_compact: {", "thrift_compact: {workers: 1, queue_size: 2, ");
    RunningJaeger running = new RunningJaeger(tiny, consumer);
    byte[] packet = Batches.call(true, "emitBatch");
    try (running) {
      running.send("thrift_compact", packet);
      awaitQuietly(working);
      while (running.dropped("udp_thrift_compact", "queue_full") < 3) {
        running.send("thrift_compact", packet);
        Thread.onSpinWait();
      }
      assertThat(consumer.received()).hasSize(1); // two wait
      goOn.countDown();
    }
    assertThat(consumer.received()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(running.dropped("udp_thrift_compact", "refused"))
        .isEqualTo(consumer.received().size());
  }

  @Test
  void answersOverHttp() throws Exception {
    try (RunningJaeger running = new RunningJaeger(RunningJaeger.ALL, consumer)) {
      assertThat(post(running, THRIFT, Batches.binary()).statusCode()).isEqualTo(202);
      assertThat(
              post(running, "application/vnd.apache.thrift.binary", Batches.binary()).statusCode())
          .isEqualTo(202);
      assertThat(consumer.items()).isEqualTo(4);
      HttpResponse<String> json = post(running, "application/json", Batches.binary());
      assertThat(json.statusCode()).isEqualTo(400);
      assertThat(json.body()).contains("expected: application/x-thrift");
      HttpResponse<String> torn = post(running, THRIFT, new byte[] {12, 0});
      assertThat(torn.statusCode()).isEqualTo(400);
      assertThat(torn.body()).isEqualTo("malformed request: the message ends inside a value");
      consumer.answering(ConsumeResult.unavailable("full", Duration.ofMillis(1500)));
      HttpResponse<String> later = post(running, THRIFT, Batches.binary());
      assertThat(later.statusCode()).isEqualTo(503);
      assertThat(later.headers().firstValue("retry-after")).contains("2");
      assertThat(running.settings.meter().count("otelcol_receiver_malformed_requests"))
          .isEqualTo(1);
    }
  }

  @Test
  void answersOverGrpc() {
    try (RunningJaeger running = new RunningJaeger(RunningJaeger.ALL, consumer)) {
      assertThat(call(running, JaegerReceiver.POST_SPANS, Batches.proto()))
          .isInstanceOf(GrpcResult.Ok.class);
      assertThat(consumer.items()).isEqualTo(2);
      assertThat(call(running, JaegerReceiver.POST_SPANS, new byte[] {10, 5, 1}))
          .isInstanceOfSatisfying(
              GrpcResult.Failed.class,
              failed -> assertThat(failed.code()).isEqualTo(Code.INVALID_ARGUMENT));
      consumer.answering(ConsumeResult.unavailable("full", null));
      assertThat(call(running, JaegerReceiver.POST_SPANS, Batches.proto()))
          .isInstanceOfSatisfying(
              GrpcResult.Failed.class,
              failed -> assertThat(failed.code()).isEqualTo(Code.UNAVAILABLE));
    }
  }

  @Test
  void clientsAreToldWhatToSample() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("strategies.json"),
            """
            {"service_strategies": [
               {"service": "shop", "type": "probabilistic", "param": 0.5,
                "operation_strategies": [{"operation": "pay", "type": "probabilistic", "param": 1}]},
               {"service": "mail", "type": "ratelimiting", "param": 5}],
             "default_strategy": {"type": "probabilistic", "param": 0.25}}
            """);
    String yaml =
        RunningJaeger.ALL.replaceAll(
            "}}}$",
            "}}, remote_sampling: {host_endpoint: \"127.0.0.1:0\", strategy_file: \""
                + file
                + "\"}}");
    try (RunningJaeger running = new RunningJaeger(yaml, consumer)) {
      assertThat(ask(running, "/sampling?service=mail").body())
          .isEqualTo(
              "{\"strategyType\":\"RATE_LIMITING\",\"rateLimitingSampling\":"
                  + "{\"maxTracesPerSecond\":5}}");
      assertThat(ask(running, "/?service=mail").body()).startsWith("{\"strategyType\":1,");
      assertThat(ask(running, "/sampling?service=shop").body())
          .isEqualTo(
              "{\"strategyType\":\"PROBABILISTIC\",\"probabilisticSampling\":"
                  + "{\"samplingRate\":0.5},\"operationSampling\":{\"defaultSamplingProbability\""
                  + ":0.5,\"defaultLowerBoundTracesPerSecond\":0,\"perOperationStrategies\":"
                  + "[{\"operation\":\"pay\",\"probabilisticSampling\":{\"samplingRate\":1.0}}]}}");
      assertThat(ask(running, "/sampling?service=other").body()).contains("0.25");
      assertThat(ask(running, "/sampling").statusCode()).isEqualTo(400);
      assertThat(ask(running, "/baggageRestrictions?service=shop").body()).isEqualTo("[]");
      assertThat(call(running, SamplingHandler.METHOD, new byte[] {10, 4, 'm', 'a', 'i', 'l'}))
          .isInstanceOfSatisfying(
              GrpcResult.Ok.class,
              ok -> assertThat(ok.message()).isEqualTo(Slice.of(new byte[] {8, 1, 26, 2, 8, 5})));
    }
  }

  private Semaphore arrivals() {
    Semaphore arrived = new Semaphore(0);
    consumer.answering(
        (context, telemetry) -> {
          arrived.release(telemetry.itemCount());
          return ConsumeResult.accepted();
        });
    return arrived;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpResponse<String> post(RunningJaeger running, String type, byte[] body)
      throws IOException, InterruptedException {
    URI uri =
        URI.create("http://127.0.0.1:" + running.port("thrift_http") + "/api/traces?format=x");
    return send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  private static HttpResponse<String> ask(RunningJaeger running, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + running.port("remote_sampling") + path);
    return send(HttpRequest.newBuilder(uri).GET().build());
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }

  private static GrpcResult call(RunningJaeger running, String method, byte[] message) {
    GrpcClientConfig config =
        BoundYaml.value(
            GrpcClientConfig.class,
            "{endpoint: \"127.0.0.1:%d\", tls: {insecure: true}}".formatted(running.port("grpc")));
    GrpcClient client =
        GrpcClient.create(
            config,
            ClientSettings.of(running.settings.settings(), new TestHost(RealClock.INSTANCE)));
    Deadline deadline = Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(30));
    try {
      return client.call(
          new GrpcRequest(method, List.of(Slice.of(message)), List.of(), Context.EMPTY, deadline));
    } finally {
      client.close(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(1)));
    }
  }
}

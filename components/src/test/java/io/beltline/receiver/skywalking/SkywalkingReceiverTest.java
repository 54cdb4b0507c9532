package io.beltline.receiver.skywalking;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Admission;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Metadata;
import io.beltline.api.Outputs;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.components.otlp.TranslatedStream;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.config.GrpcClientConfig;
import io.beltline.transport.grpc.GrpcCall;
import io.beltline.transport.grpc.GrpcClient;
import io.beltline.transport.grpc.GrpcReply;
import io.beltline.transport.grpc.GrpcRequest;
import io.beltline.transport.grpc.GrpcResult;
import io.beltline.transport.grpc.GrpcStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkywalkingReceiverTest {
  static final String BOTH =
      "protocols: {grpc: {endpoint: \"127.0.0.1:0\"}, http: {endpoint: \"127.0.0.1:0\"}}";
  private static final String COLLECT = "TraceSegmentReportService/collect";

  private final TestSettings settings = TestSettings.of("skywalking");
  private final RecordingConsumer consumer = new RecordingConsumer();

  private final class Running implements AutoCloseable {
    final SkywalkingReceiver receiver;

    Running(Set<Signal> signals) {
      Outputs outputs =
          new Outputs() {
            @Override
            public Optional<Consumer> consumer(Signal signal) {
              return signals.contains(signal) ? Optional.of(consumer) : Optional.empty();
            }

            @Override
            public Admission admission() {
              return Admission.UNLIMITED;
            }
          };
      receiver =
          new SkywalkingReceiver(
              settings.settings(), BoundYaml.value(SkywalkingReceiverConfig.class, BOTH), outputs);
      receiver.start(new TestHost(RealClock.INSTANCE));
    }

    GrpcResult call(String method, Slice message) {
      int port = receiver.grpcPort();
      GrpcClientConfig config =
          BoundYaml.value(
              GrpcClientConfig.class,
              "{endpoint: \"127.0.0.1:" + port + "\", tls: {insecure: true}}");
      Deadline deadline = Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(20));
      GrpcClient client =
          GrpcClient.create(
              config, ClientSettings.of(settings.settings(), new TestHost(RealClock.INSTANCE)));
      try {
        return client.call(
            new GrpcRequest(method, List.of(message), List.of(), Context.EMPTY, deadline));
      } finally {
        client.close(deadline);
      }
    }

    HttpResponse<String> post(String path, String body) throws Exception {
      URI uri = URI.create("http://127.0.0.1:" + receiver.httpPort() + path);
      try (HttpClient client = HttpClient.newHttpClient()) {
        return client.send(
            HttpRequest.newBuilder(uri)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
      }
    }

    @Override
    public void close() {
      receiver.shutdown(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(10)));
    }
  }

  private Running both() {
    return new Running(EnumSet.of(Signal.TRACES, Signal.METRICS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "skywalking.v3."})
  void overGrpc(String service) {
    try (Running running = both()) {
      assertThat(running.call(service + COLLECT, Segments.proto()))
          .isInstanceOf(GrpcResult.Ok.class);
      assertThat(running.call(service + COLLECT + "InSync", Segments.collection(3)))
          .isInstanceOf(GrpcResult.Ok.class);
      assertThat(consumer.items()).isEqualTo(2 + 6);
      assertThat(running.call(service + "JVMMetricReportService/collect", Segments.jvm()))
          .isInstanceOf(GrpcResult.Ok.class);
      assertThat(consumer.received().getLast().telemetry().signal()).isEqualTo(Signal.METRICS);
      assertThat(consumer.received().getLast().context().client().transport()).isEqualTo("grpc");
    }
  }

  @Test
  void overHttp() throws Exception {
    try (Running running = both()) {
      HttpResponse<String> one = running.post("/v3/segment", Segments.JSON);
      assertThat(one.statusCode()).as(one.body()).isEqualTo(200);
      assertThat(one.body()).isEqualTo("{}");
      assertThat(running.post("/v3/segments", "[" + Segments.JSON + "]").statusCode())
          .isEqualTo(200);
      assertThat(consumer.items()).isEqualTo(4);
      assertThat(running.post("/v3/management/keepAlive", "{}").statusCode()).isEqualTo(200);
      assertThat(running.post("/v3/management/reportProperties", "{}").statusCode()).isEqualTo(200);
      assertThat(running.post("/v3/logs", "[]").statusCode()).isEqualTo(404);
      HttpResponse<String> malformed = running.post("/v3/segments", "[{\"spans\":[{}]}]");
      assertThat(malformed.statusCode()).isEqualTo(400);
      assertThat(malformed.body()).contains("no traceId");
      consumer.answering(ConsumeResult.unavailable("full", Duration.ofSeconds(3)));
      HttpResponse<String> full = running.post("/v3/segments", "[" + Segments.JSON + "]");
      assertThat(full.statusCode()).isEqualTo(503);
      assertThat(full.headers().firstValue("retry-after")).hasValue("3");
      consumer.answering(new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "no"));
      assertThat(running.post("/v3/segment", Segments.JSON).statusCode()).isEqualTo(400);
    }
    assertThat(malformed("http")).isEqualTo(1);
  }

  private long malformed(String transport) {
    return settings
        .meter()
        .count(
            "otelcol_receiver_malformed_requests",
            Map.of("transport", transport, "signal", "traces"));
  }

  @Test
  void aStreamGoesOnBehindWhatIsRefusedForGood() {
    TranslatedIntake intake =
        new TranslatedIntake(settings.settings(), Signal.TRACES, "grpc", consumer);
    GrpcStream stream = new TranslatedStream(intake, () -> ProtoSegments::one).open();
    assertThat(stream.message(call(Slice.utf8("no segment")))).isNull();
    assertThat(stream.message(call(Segments.proto()))).isNull();
    consumer.answering(new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "no"));
    assertThat(stream.message(call(Segments.proto()))).isNull();
    assertThat(stream.end())
        .isInstanceOfSatisfying(
            GrpcReply.Failed.class,
            failed -> {
              assertThat(failed.code()).isEqualTo(Code.INVALID_ARGUMENT);
              assertThat(failed.message()).contains("malformed request");
            });
    assertThat(malformed("grpc")).isEqualTo(1);
    assertThat(consumer.received()).hasSize(2);
  }

  @Test
  void aRefusalThatPassesEndsTheStream() {
    consumer.answering(ConsumeResult.unavailable("full", Duration.ofSeconds(3)));
    try (Running running = both()) {
      assertThat(running.call("skywalking.v3." + COLLECT, Segments.proto()))
          .isInstanceOfSatisfying(
              GrpcResult.Failed.class,
              failed -> {
                assertThat(failed.code()).isEqualTo(Code.UNAVAILABLE);
                assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(3));
              });
    }
  }

  private static GrpcCall call(Slice message) {
    return new GrpcCall(COLLECT, message, () -> Metadata.EMPTY, Metadata.EMPTY, "", Map.of(), null);
  }

  @Test
  void whatIsNotSupportedIsAnsweredAndCounted() {
    try (Running running = both()) {
      for (String method :
          List.of("MeterReportService/collect", "CLRMetricReportService/collect")) {
        assertThat(running.call("skywalking.v3." + method, Slice.EMPTY))
            .isInstanceOf(GrpcResult.Ok.class);
        assertThat(
                settings
                    .meter()
                    .count(
                        "beltline_receiver_dropped_messages",
                        Map.of(
                            "transport", "grpc",
                            "service", method.substring(0, method.indexOf('/')),
                            "reason", "not_supported")))
            .isEqualTo(1);
      }
      assertThat(running.call("skywalking.v3.ManagementService/keepAlive", Slice.EMPTY))
          .isInstanceOf(GrpcResult.Ok.class);
    }
    assertThat(consumer.received()).isEmpty();
  }

  @Test
  void aSignalWithoutAPipelineIsNotServed() throws Exception {
    try (Running running = new Running(EnumSet.of(Signal.METRICS))) {
      assertThat(running.call("skywalking.v3." + COLLECT, Segments.proto()))
          .isInstanceOfSatisfying(
              GrpcResult.Failed.class,
              failed -> assertThat(failed.code()).isEqualTo(Code.UNIMPLEMENTED));
      assertThat(running.post("/v3/segments", "[]").statusCode()).isEqualTo(404);
    }
    try (Running none = new Running(EnumSet.of(Signal.LOGS))) {
      assertThat(none.receiver.grpcPort()).isEqualTo(-1);
      assertThat(none.receiver.httpPort()).isEqualTo(-1);
    }
  }
}

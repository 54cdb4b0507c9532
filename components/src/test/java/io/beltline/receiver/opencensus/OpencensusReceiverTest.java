package io.beltline.receiver.opencensus;

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
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpencensusReceiverTest {
  private static final Set<Signal> BOTH = EnumSet.of(Signal.TRACES, Signal.METRICS);

  private final TestSettings settings = TestSettings.of("opencensus");
  private final RecordingConsumer consumer = new RecordingConsumer();

  private final class Running implements AutoCloseable {
    final OpencensusReceiver receiver;

    Running(Set<Signal> signals, String more) {
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
          new OpencensusReceiver(
              settings.settings(),
              BoundYaml.value(
                  OpencensusReceiverConfig.class, "{endpoint: \"127.0.0.1:0\"" + more + "}"),
              outputs);
      receiver.start(new TestHost(RealClock.INSTANCE));
    }

    GrpcResult call(String method, Slice message) {
      GrpcClientConfig config =
          BoundYaml.value(
              GrpcClientConfig.class,
              "{endpoint: \"127.0.0.1:" + receiver.port() + "\", tls: {insecure: true}}");
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

    @Override
    public void close() {
      receiver.shutdown(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(10)));
    }
  }

  private static Code code(GrpcResult result) {
    return result instanceof GrpcResult.Failed failed ? failed.code() : Code.OK;
  }

  private long malformed() {
    return settings
        .meter()
        .count(
            "otelcol_receiver_malformed_requests", Map.of("transport", "grpc", "signal", "traces"));
  }

  @Test
  void bothSignalsAreTaken() {
    try (Running running = new Running(BOTH, "")) {
      assertThat(running.call(OpencensusReceiver.TRACES, OcMessages.message(OcMessages::span)))
          .isInstanceOf(GrpcResult.Ok.class);
      assertThat(consumer.received().getLast().telemetry().signal()).isEqualTo(Signal.TRACES);
      assertThat(running.call(OpencensusReceiver.METRICS, OcMessages.message(OcMessages::metrics)))
          .isInstanceOf(GrpcResult.Ok.class);
      assertThat(consumer.received().getLast().telemetry().signal()).isEqualTo(Signal.METRICS);
      assertThat(consumer.received().getLast().context().client().transport()).isEqualTo("grpc");
      assertThat(consumer.items()).isEqualTo(1 + 6);
    }
  }

  @Test
  void whatIsNotServedIsSaid() {
    try (Running running = new Running(EnumSet.of(Signal.METRICS), "")) {
      assertThat(code(running.call(OpencensusReceiver.TRACES, Slice.EMPTY)))
          .isEqualTo(Code.UNIMPLEMENTED);
      String config = OpencensusReceiver.TRACES.replace("Export", "Config");
      assertThat(code(running.call(config, Slice.EMPTY))).isEqualTo(Code.UNIMPLEMENTED);
    }
    try (Running none = new Running(EnumSet.of(Signal.LOGS), "")) {
      assertThat(none.receiver.port()).isZero();
    }
  }

  @Test
  void aStreamWithoutANodeIsRefused() {
    try (Running running = new Running(BOTH, "")) {
      GrpcResult result =
          running.call(OpencensusReceiver.TRACES, OcMessages.bare(OcMessages::span));
      assertThat(code(result)).isEqualTo(Code.INVALID_ARGUMENT);
    }
    assertThat(malformed()).isEqualTo(1);
    assertThat(consumer.received()).isEmpty();
  }

  @Test
  void aRefusalThatPassesEndsTheStream() {
    consumer.answering(ConsumeResult.unavailable("full", Duration.ofSeconds(3)));
    try (Running running = new Running(BOTH, "")) {
      GrpcResult result =
          running.call(OpencensusReceiver.TRACES, OcMessages.message(OcMessages::span));
      assertThat(code(result)).isEqualTo(Code.UNAVAILABLE);
    }
  }

  @Test
  void aStreamGoesOnBehindWhatIsRefusedForGood() {
    TranslatedIntake intake =
        new TranslatedIntake(settings.settings(), Signal.TRACES, "grpc", consumer);
    GrpcStream stream = new TranslatedStream(intake, TraceMessages::new).open();
    assertThat(stream.message(call(OcMessages.message(OcMessages::span)))).isNull();
    assertThat(stream.message(call(Slice.utf8("no message")))).isNull();
    consumer.answering(new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "no"));
    assertThat(stream.message(call(OcMessages.bare(OcMessages::span)))).isNull();
    assertThat(stream.end())
        .isInstanceOfSatisfying(
            GrpcReply.Failed.class,
            failed -> assertThat(failed.message()).contains("malformed request"));
    assertThat(malformed()).isEqualTo(1);
    assertThat(consumer.received()).hasSize(2);
  }

  private static GrpcCall call(Slice message) {
    return new GrpcCall(
        OpencensusReceiver.TRACES,
        message,
        () -> Metadata.EMPTY,
        Metadata.EMPTY,
        "",
        Map.of(),
        null);
  }

  @Test
  void originsOfBrowsersAreToldToHaveNoEffect() {
    try (Running running = new Running(BOTH, ", cors_allowed_origins: [\"*\"]")) {
      assertThat(running.receiver.port()).isPositive();
    }
  }
}

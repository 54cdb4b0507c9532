package io.beltline.receiver.opencensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Metadata;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.components.otlp.PushRig;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.components.otlp.TranslatedStream;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.grpc.GrpcCall;
import io.beltline.transport.grpc.GrpcReply;
import io.beltline.transport.grpc.GrpcResult;
import io.beltline.transport.grpc.GrpcStream;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpencensusReceiverTest {
  private static PushRig start(String keys, Signal... signals) {
    return PushRig.start(new OpencensusReceiverFactory(), keys, signals);
  }

  private static PushRig both(String keys) {
    return start(keys, Signal.TRACES, Signal.METRICS);
  }

  private static Code code(GrpcResult result) {
    return result instanceof GrpcResult.Failed failed ? failed.code() : Code.OK;
  }

  private static long malformed(TestSettings settings) {
    return settings
        .meter()
        .count(
            "otelcol_receiver_malformed_requests", Map.of("transport", "grpc", "signal", "traces"));
  }

  @Test
  void bothSignalsAreTaken() {
    try (PushRig rig = both("")) {
      assertThat(rig.call(OpencensusReceiverFactory.TRACES, OcMessages.message(OcSpans::span)))
          .isInstanceOf(GrpcResult.Ok.class);
      assertThat(rig.next.received().getLast().telemetry().signal()).isEqualTo(Signal.TRACES);
      assertThat(
              rig.call(OpencensusReceiverFactory.METRICS, OcMessages.message(OcMetrics::metrics)))
          .isInstanceOf(GrpcResult.Ok.class);
      assertThat(rig.next.received().getLast().telemetry().signal()).isEqualTo(Signal.METRICS);
      assertThat(rig.next.received().getLast().context().client().transport()).isEqualTo("grpc");
      assertThat(rig.next.items()).isEqualTo(1 + 6);
    }
  }

  @Test
  void whatIsNotServedIsSaid() {
    try (PushRig rig = start("", Signal.METRICS)) {
      assertThat(code(rig.call(OpencensusReceiverFactory.TRACES, Slice.EMPTY)))
          .isEqualTo(Code.UNIMPLEMENTED);
      String config = OpencensusReceiverFactory.TRACES.replace("Export", "Config");
      assertThat(code(rig.call(config, Slice.EMPTY))).isEqualTo(Code.UNIMPLEMENTED);
    }
    try (PushRig none = start("", Signal.LOGS)) {
      assertThat(none.receiver.grpcPort()).isEqualTo(-1);
    }
  }

  @Test
  void aStreamWithoutANodeIsRefused() {
    try (PushRig rig = both("")) {
      GrpcResult result =
          rig.call(OpencensusReceiverFactory.TRACES, OcMessages.bare(OcSpans::span));
      assertThat(code(result)).isEqualTo(Code.INVALID_ARGUMENT);
      assertThat(malformed(rig.settings)).isEqualTo(1);
      assertThat(rig.next.received()).isEmpty();
    }
  }

  @Test
  void aRefusalThatPassesEndsTheStream() {
    try (PushRig rig = both("")) {
      rig.next.answering(ConsumeResult.unavailable("full", Duration.ofSeconds(3)));
      GrpcResult result =
          rig.call(OpencensusReceiverFactory.TRACES, OcMessages.message(OcSpans::span));
      assertThat(code(result)).isEqualTo(Code.UNAVAILABLE);
    }
  }

  @Test
  void aStreamGoesOnBehindWhatIsRefusedForGood() {
    TestSettings settings = TestSettings.of("opencensus");
    RecordingConsumer consumer = new RecordingConsumer();
    TranslatedIntake intake =
        new TranslatedIntake(settings.settings(), Signal.TRACES, "grpc", consumer);
    GrpcStream stream = new TranslatedStream(intake, TraceMessages::new).open();
    assertThat(stream.message(call(OcMessages.message(OcSpans::span)))).isNull();
    assertThat(stream.message(call(Slice.utf8("no message")))).isNull();
    consumer.answering(new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "no"));
    assertThat(stream.message(call(OcMessages.bare(OcSpans::span)))).isNull();
    assertThat(stream.end())
        .isInstanceOfSatisfying(
            GrpcReply.Failed.class,
            failed -> assertThat(failed.message()).contains("malformed request"));
    assertThat(malformed(settings)).isEqualTo(1);
    assertThat(consumer.received()).hasSize(2);
  }

  private static GrpcCall call(Slice message) {
    return new GrpcCall(
        OpencensusReceiverFactory.TRACES,
        message,
        () -> Metadata.EMPTY,
        Metadata.EMPTY,
        "",
        Map.of(),
        null);
  }

  @Test
  void originsOfBrowsersAreToldToHaveNoEffect() {
    try (PushRig rig = both(", cors_allowed_origins: [\"*\"]")) {
      assertThat(rig.receiver.grpcPort()).isPositive();
    }
  }
}

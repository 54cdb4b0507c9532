package io.beltline.receiver.skywalking;

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
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkywalkingReceiverTest {
  static final String BOTH =
      "protocols: {grpc: {endpoint: \"127.0.0.1:0\"}, http: {endpoint: \"127.0.0.1:0\"}}";
  private static final String COLLECT = "TraceSegmentReportService/collect";

  private static PushRig start(Signal... signals) {
    return PushRig.both(new SkywalkingReceiverFactory(), "", signals);
  }

  private static PushRig both() {
    return start(Signal.TRACES, Signal.METRICS);
  }

  private static HttpResponse<String> post(PushRig rig, String path, String body) throws Exception {
    return rig.send("POST", path, body, "content-type", "application/json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "skywalking.v3."})
  void overGrpc(String service) {
    try (PushRig rig = both()) {
      assertThat(rig.call(service + COLLECT, Segments.proto())).isInstanceOf(GrpcResult.Ok.class);
      assertThat(rig.call(service + COLLECT + "InSync", Segments.collection(3)))
          .isInstanceOf(GrpcResult.Ok.class);
      assertThat(rig.next.items()).isEqualTo(2 + 6);
      assertThat(rig.call(service + "JVMMetricReportService/collect", Segments.jvm()))
          .isInstanceOf(GrpcResult.Ok.class);
      assertThat(rig.next.received().getLast().telemetry().signal()).isEqualTo(Signal.METRICS);
      assertThat(rig.next.received().getLast().context().client().transport()).isEqualTo("grpc");
    }
  }

  @Test
  void overHttp() throws Exception {
    try (PushRig rig = both()) {
      HttpResponse<String> one = post(rig, "/v3/segment", Segments.JSON);
      assertThat(one.statusCode()).as(one.body()).isEqualTo(200);
      assertThat(one.body()).isEqualTo("{}");
      assertThat(post(rig, "/v3/segments", "[" + Segments.JSON + "]").statusCode()).isEqualTo(200);
      assertThat(rig.next.items()).isEqualTo(4);
      assertThat(post(rig, "/v3/management/keepAlive", "{}").statusCode()).isEqualTo(200);
      assertThat(post(rig, "/v3/management/reportProperties", "{}").statusCode()).isEqualTo(200);
      assertThat(post(rig, "/v3/logs", "[]").statusCode()).isEqualTo(404);
      HttpResponse<String> malformed = post(rig, "/v3/segments", "[{\"spans\":[{}]}]");
      assertThat(malformed.statusCode()).isEqualTo(400);
      assertThat(malformed.body()).contains("no traceId");
      rig.next.answering(ConsumeResult.unavailable("full", Duration.ofSeconds(3)));
      HttpResponse<String> full = post(rig, "/v3/segments", "[" + Segments.JSON + "]");
      assertThat(full.statusCode()).isEqualTo(503);
      assertThat(full.headers().firstValue("retry-after")).hasValue("3");
      rig.next.answering(new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "no"));
      assertThat(post(rig, "/v3/segment", Segments.JSON).statusCode()).isEqualTo(400);
      assertThat(malformed(rig.settings, "http")).isEqualTo(1);
    }
  }

  private static long malformed(TestSettings settings, String transport) {
    return settings
        .meter()
        .count(
            "otelcol_receiver_malformed_requests",
            Map.of("transport", transport, "signal", "traces"));
  }

  @Test
  void aStreamGoesOnBehindWhatIsRefusedForGood() {
    TestSettings settings = TestSettings.of("skywalking");
    RecordingConsumer consumer = new RecordingConsumer();
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
    assertThat(malformed(settings, "grpc")).isEqualTo(1);
    assertThat(consumer.received()).hasSize(2);
  }

  @Test
  void aRefusalThatPassesEndsTheStream() {
    try (PushRig rig = both()) {
      rig.next.answering(ConsumeResult.unavailable("full", Duration.ofSeconds(3)));
      assertThat(rig.call("skywalking.v3." + COLLECT, Segments.proto()))
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
    try (PushRig rig = both()) {
      for (String method :
          List.of("MeterReportService/collect", "CLRMetricReportService/collect")) {
        assertThat(rig.call("skywalking.v3." + method, Slice.EMPTY))
            .isInstanceOf(GrpcResult.Ok.class);
        assertThat(
                rig.settings
                    .meter()
                    .count(
                        "beltline_receiver_dropped_messages",
                        Map.of(
                            "transport", "grpc",
                            "service", method.substring(0, method.indexOf('/')),
                            "reason", "not_supported")))
            .isEqualTo(1);
      }
      assertThat(rig.call("skywalking.v3.ManagementService/keepAlive", Slice.EMPTY))
          .isInstanceOf(GrpcResult.Ok.class);
      assertThat(rig.next.received()).isEmpty();
    }
  }

  @Test
  void aSignalWithoutAPipelineIsNotServed() throws Exception {
    try (PushRig rig = start(Signal.METRICS)) {
      assertThat(rig.call("skywalking.v3." + COLLECT, Segments.proto()))
          .isInstanceOfSatisfying(
              GrpcResult.Failed.class,
              failed -> assertThat(failed.code()).isEqualTo(Code.UNIMPLEMENTED));
      assertThat(post(rig, "/v3/segments", "[]").statusCode()).isEqualTo(404);
    }
    try (PushRig none = start(Signal.LOGS)) {
      assertThat(none.receiver.grpcPort()).isEqualTo(-1);
      assertThat(none.receiver.httpPort()).isEqualTo(-1);
    }
  }
}

package io.beltline.exporter.otlpgrpc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Refused;
import io.beltline.api.Exporter;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Status.Code;
import io.beltline.components.otlp.ExportResponse;
import io.beltline.components.otlp.OtlpRoutes;
import io.beltline.components.otlp.Requests;
import io.beltline.components.otlp.ScriptedBackend;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.grpc.GrpcCall;
import io.beltline.transport.grpc.GrpcReply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpGrpcExporterTest {
  private final AtomicReference<GrpcCall> got = new AtomicReference<>();
  private final AtomicReference<GrpcReply> script =
      new AtomicReference<>(GrpcReply.of(Slice.EMPTY));
  private final ScriptedBackend backend =
      ScriptedBackend.grpc(
          call -> {
            got.set(call);
            return script.get();
          });

  @AfterEach
  void end() {
    backend.close();
  }

  @ParameterizedTest
  @EnumSource
  void eachSignalHasItsMethod(Signal signal) {
    assertThat(export("", Requests.telemetry(signal, 2))).isEqualTo(ExportResult.delivered());
    assertThat(call().method()).isEqualTo(OtlpRoutes.grpcMethod(signal));
    assertThat(call().message()).isEqualTo(Requests.request(signal, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip", "snappy", "zstd"})
  void theChunksOfABatchArriveAsOneMessage(String compression) {
    Payload batch =
        Payload.of(
            List.of(
                Requests.request(Signal.LOGS, 1),
                Requests.request(Signal.LOGS, 200),
                Requests.request(Signal.LOGS, 3)));
    assertThat(export("compression: " + compression, Telemetry.of(Signal.LOGS, batch)))
        .isEqualTo(ExportResult.delivered());
    assertThat(call().message()).isEqualTo(batch.contiguous());
  }

  @Test
  void configuredHeadersAndTheUserAgentAreSent() {
    export("headers: {x-tenant: acme}", Requests.telemetry(Signal.TRACES, 1));
    assertThat(call().headers().get().get("x-tenant")).containsExactly("acme");
    assertThat(call().headers().get().get("user-agent").getFirst())
        .startsWith("Beltline/0.0.0-test");
  }

  @Test
  void anHttpSchemeIsNoPartOfTheAddress() {
    assertThat(
            export("http://127.0.0.1:" + backend.port(), "", Requests.telemetry(Signal.TRACES, 1)))
        .isEqualTo(ExportResult.delivered());
  }

  @Test
  void whatTheBackendRejectsIsTold() {
    script.set(GrpcReply.of(new ExportResponse(2, "too old").toProto()));
    assertThat(export("", Requests.telemetry(Signal.METRICS, 3)))
        .isEqualTo(new ExportResult.Delivered(2, "too old"));
    script.set(GrpcReply.of(new ExportResponse(0, "deprecated").toProto()));
    assertThat(export("", Requests.telemetry(Signal.METRICS, 3)))
        .isEqualTo(new ExportResult.Delivered(0, "deprecated"));
  }

  @Test
  void anAbsentBackendIsToldAndDoesNotStopTheStart() {
    try (ScriptedBackend absent = ScriptedBackend.absent()) {
      assertThat(export("127.0.0.1:" + absent.port(), "", Requests.telemetry(Signal.TRACES, 1)))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> {
                assertThat(refused.refusal().action()).isEqualTo(ExportResult.Action.RETRY);
                assertThat(refused.refusal().status().code()).isEqualTo(Code.UNAVAILABLE);
                assertThat(refused.refusal().message()).isNotEmpty();
              });
    }
  }

  @Test
  void aBackendInPlainTextIsNotReachedOverTls() {
    assertThat(
            export(
                "127.0.0.1:" + backend.port(),
                "tls: {insecure: false}",
                Requests.telemetry(Signal.TRACES, 1)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.refusal().action()).isEqualTo(ExportResult.Action.RETRY));
    assertThat(got.get()).isNull();
  }

  @Test
  void insecureAtItsOldPlaceMeansPlainText() {
    assertThat(
            export(
                "127.0.0.1:" + backend.port(),
                "{tls: {insecure: false}, insecure: true}",
                Requests.telemetry(Signal.TRACES, 1)))
        .isEqualTo(ExportResult.delivered());
  }

  private GrpcCall call() {
    return requireNonNull(got.get());
  }

  private ExportResult export(String keys, Telemetry telemetry) {
    return export("127.0.0.1:" + backend.port(), keys, telemetry);
  }

  private static ExportResult export(String endpoint, String keys, Telemetry telemetry) {
    String more = keys.startsWith("{") ? keys.substring(1, keys.length() - 1) : keys;
    String tls = more.contains("tls:") ? "" : "tls: {insecure: true}, ";
    OtlpGrpcExporterConfig config =
        BoundYaml.value(
            OtlpGrpcExporterConfig.class,
            "{endpoint: \"%s\", %s%s}".formatted(endpoint, tls, more));
    Exporter exporter =
        new OtlpGrpcExporterFactory().create(TestSettings.of("otlp_grpc").settings(), config);
    exporter.start(new TestHost(RealClock.INSTANCE));
    try {
      return exporter.export(
          new ExportRequest(Context.EMPTY, telemetry, in(Duration.ofSeconds(10))));
    } finally {
      exporter.shutdown(in(Duration.ofSeconds(1)));
    }
  }

  private static Deadline in(Duration duration) {
    return Deadline.in(RealClock.INSTANCE, duration);
  }
}

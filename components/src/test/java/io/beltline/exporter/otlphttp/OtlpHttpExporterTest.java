package io.beltline.exporter.otlphttp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.ExportResult.Refused;
import io.beltline.api.Exporter;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Exporter.Lanes;
import io.beltline.api.Exporter.Outgoing;
import io.beltline.api.Origins;
import io.beltline.api.Status;
import io.beltline.components.otlp.ExportResponse;
import io.beltline.components.otlp.OtlpRoutes;
import io.beltline.components.otlp.Requests;
import io.beltline.components.otlp.RpcStatus;
import io.beltline.components.otlp.ScriptedBackend;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpHttpExporterTest {
  private final AtomicReference<HttpRequest> got = new AtomicReference<>();
  private final AtomicReference<HttpResponse> script =
      new AtomicReference<>(HttpResponse.empty(200));
  private final ScriptedBackend backend =
      ScriptedBackend.http(
          request -> {
            got.set(request);
            return script.get();
          });

  @AfterEach
  void end() {
    backend.close();
  }

  @ParameterizedTest
  @EnumSource
  void eachSignalHasItsPath(Signal signal) {
    assertThat(export("", Requests.telemetry(signal, 2))).isEqualTo(ExportResult.delivered());
    assertThat(request().method()).isEqualTo("POST");
    assertThat(request().path()).isEqualTo(OtlpRoutes.httpPath(signal));
    assertThat(request().header("content-type")).isEqualTo("application/x-protobuf");
    assertThat(request().header("content-encoding")).isEqualTo("gzip");
    assertThat(request().body()).isEqualTo(Requests.request(signal, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip", "zstd", "snappy", "zlib", "deflate", "lz4"})
  void theChunksOfABatchArriveAsOneBody(String compression) {
    Payload batch =
        Payload.of(
            List.of(
                Requests.request(Signal.LOGS, 1),
                Requests.request(Signal.LOGS, 200),
                Requests.request(Signal.LOGS, 3)));
    assertThat(export("compression: " + compression, Telemetry.of(Signal.LOGS, batch)))
        .isEqualTo(ExportResult.delivered());
    assertThat(request().body()).isEqualTo(batch.contiguous());
  }

  @Test
  void jsonIsWrittenWhereAskedFor() {
    Telemetry telemetry = Requests.telemetry(Signal.TRACES, 2);
    script.set(HttpResponse.of(200, OtlpRoutes.JSON, Slice.utf8("{}")));
    assertThat(export("encoding: json", telemetry)).isEqualTo(ExportResult.delivered());
    assertThat(request().header("content-type")).isEqualTo("application/json");
    assertThat(request().body().toUtf8()).startsWith("{\"resourceSpans\":");
    assertThat(OtlpJson.read(Signal.TRACES, request().body().toByteArray()).payload().contiguous())
        .isEqualTo(telemetry.payload().contiguous());
  }

  @Test
  void onlyJsonIsLookedAtAsEncoded() {
    Refusal leak =
        new Refusal(Action.DROP, Status.INVALID_ARGUMENT, "leak", null, true, "egress_policy");
    Telemetry telemetry = Requests.telemetry(Signal.TRACES, 2);
    assertThat(export(config("encoding: json"), telemetry, body -> leak))
        .isEqualTo(new Refused(leak));
    assertThat(got.get()).isNull();
    assertThat(export(config(""), telemetry, body -> leak)).isEqualTo(ExportResult.delivered());
  }

  @Test
  void whatCannotBeWrittenAsJsonIsGivenUp() {
    Telemetry torn = Telemetry.of(Signal.TRACES, Payload.of(new byte[] {0x0a, 0x02, 0x0a, 0x05}));
    assertThat(export("encoding: json", torn))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.refusal().action()).isEqualTo(Action.DEAD_LETTER);
              assertThat(refused.refusal().message()).startsWith("cannot be written as JSON: ");
            });
    assertThat(got.get()).isNull();
  }

  @Test
  void anEndpointOfItsOwnWinsOverTheBase() {
    export(
        "logs_endpoint: \"http://127.0.0.1:%d/otlp/x?y=z\"".formatted(backend.port()),
        Requests.telemetry(Signal.LOGS, 1));
    assertThat(request().path()).isEqualTo("/otlp/x");
    assertThat(request().query()).isEqualTo("y=z");
  }

  @Test
  void configuredHeadersAndTheUserAgentAreSent() {
    export("headers: {X-Scope-OrgID: acme}", Requests.telemetry(Signal.TRACES, 1));
    assertThat(request().header("x-scope-orgid")).isEqualTo("acme");
    assertThat(request().header("user-agent")).startsWith("Beltline/0.0.0-test");
  }

  @Test
  void aSignalWithoutAnEndpointIsHeldAndSaid() {
    OtlpHttpExporterConfig config =
        BoundYaml.value(OtlpHttpExporterConfig.class, "{logs_endpoint: \"http://127.0.0.1:1\"}");
    assertThat(export(config, Requests.telemetry(Signal.TRACES, 1)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.refusal().action()).isEqualTo(Action.HOLD);
              assertThat(refused.refusal().message())
                  .isEqualTo("either endpoint or traces_endpoint must be specified");
            });
  }

  @Test
  void whatTheBackendSaysIsTold() {
    script.set(
        HttpResponse.of(200, OtlpRoutes.PROTOBUF, new ExportResponse(2, "too old").toProto()));
    assertThat(export("", Requests.telemetry(Signal.METRICS, 3)))
        .isEqualTo(new ExportResult.Delivered(2, "too old"));
    script.set(
        HttpResponse.of(
                429,
                OtlpRoutes.PROTOBUF,
                new RpcStatus(io.beltline.api.Status.Code.RESOURCE_EXHAUSTED, "slow").toProto())
            .with("Retry-After", "7"));
    assertThat(export("", Requests.telemetry(Signal.METRICS, 3)))
        .isEqualTo(
            new Refused(
                new ExportResult.Refusal(
                    Action.RETRY,
                    io.beltline.api.Status.ofHttp(429),
                    "HTTP 429: slow",
                    Duration.ofSeconds(7),
                    false,
                    "429")));
  }

  private HttpRequest request() {
    return requireNonNull(got.get());
  }

  private ExportResult export(String keys, Telemetry telemetry) {
    return export(config(keys), telemetry);
  }

  private OtlpHttpExporterConfig config(String keys) {
    return BoundYaml.value(
        OtlpHttpExporterConfig.class,
        "{endpoint: \"http://127.0.0.1:%d\", %s}".formatted(backend.port(), keys));
  }

  private static ExportResult export(OtlpHttpExporterConfig config, Telemetry telemetry) {
    return export(config, telemetry, Outgoing.UNCHECKED);
  }

  private static ExportResult export(
      OtlpHttpExporterConfig config, Telemetry telemetry, Outgoing outgoing) {
    Exporter exporter =
        new OtlpHttpExporterFactory().create(TestSettings.of("otlp_http").settings(), config);
    exporter.start(new TestHost(RealClock.INSTANCE));
    try {
      return exporter.export(
          new ExportRequest(
              Context.EMPTY,
              telemetry,
              in(Duration.ofSeconds(10)),
              Origins.UNKNOWN,
              Lanes.NONE,
              outgoing));
    } finally {
      exporter.shutdown(in(Duration.ofSeconds(1)));
    }
  }

  private static Deadline in(Duration duration) {
    return Deadline.in(RealClock.INSTANCE, duration);
  }
}

package io.beltline.receiver.otlp;

import static io.beltline.testkit.BoundYaml.problems;
import static io.beltline.testkit.BoundYaml.value;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Signal;
import io.beltline.receiver.otlp.OtlpReceiverConfig.Http;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.config.HttpServerConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpReceiverConfigTest {

  @Test
  void aProtocolWithoutAValueIsOnWithItsDefaults() {
    OtlpReceiverConfig config = value(OtlpReceiverConfig.class, "{protocols: {grpc: , http: }}");
    GrpcServerConfig grpc = requireNonNull(config.protocols().grpc());
    assertThat(grpc.endpoint()).isEqualTo("localhost:4317");
    assertThat(grpc.transport()).isEqualTo("tcp");
    assertThat(grpc.tls()).isNull();
    assertThat(grpc.auth()).isNull();
    assertThat(grpc.readBufferSize()).isEqualTo(512 * 1024);
    assertThat(grpc.writeBufferSize()).isZero();
    assertThat(grpc.maxRecvMsgSizeMib()).isZero();
    assertThat(grpc.maxConcurrentStreams()).isZero();
    assertThat(grpc.includeMetadata()).isFalse();

    Http http = requireNonNull(config.protocols().http());
    HttpServerConfig server = http.server();
    assertThat(server.endpoint()).isEqualTo("localhost:4318");
    assertThat(server.tls()).isNull();
    assertThat(server.cors()).isNull();
    assertThat(server.auth()).isNull();
    assertThat(server.bodyLimit()).isEqualTo(20 << 20);
    assertThat(server.includeMetadata()).isFalse();
    assertThat(server.readTimeout()).isEqualTo(Duration.ZERO);
    assertThat(server.readHeaderTimeout()).isEqualTo(Duration.ZERO);
    assertThat(server.writeTimeout()).isEqualTo(Duration.ZERO);
    assertThat(server.idleTimeout()).isEqualTo(Duration.ZERO);
    assertThat(server.keepAlivesEnabled()).isTrue();
    assertThat(http.paths())
        .isEqualTo(
            Map.of(
                Signal.TRACES, "/v1/traces",
                Signal.METRICS, "/v1/metrics",
                Signal.LOGS, "/v1/logs",
                Signal.PROFILES, "/v1development/profiles"));
  }

  @Test
  void aProtocolThatIsNotWrittenIsOff() {
    OtlpReceiverConfig grpcOnly = value(OtlpReceiverConfig.class, "{protocols: {grpc: {}}}");
    assertThat(grpcOnly.protocols().grpc()).isNotNull();
    assertThat(grpcOnly.protocols().http()).isNull();
    OtlpReceiverConfig httpOnly =
        value(OtlpReceiverConfig.class, "{protocols: {http: {endpoint: \"0.0.0.0:4318\"}}}");
    assertThat(httpOnly.protocols().grpc()).isNull();
    assertThat(requireNonNull(httpOnly.protocols().http()).server().endpoint())
        .isEqualTo("0.0.0.0:4318");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{protocols: }", "{protocols: {}}"})
  void withoutAProtocolThereIsNothingToListenFor(String yaml) {
    assertThat(problems(OtlpReceiverConfig.class, yaml))
        .singleElement()
        .asString()
        .contains("must specify at least one protocol when using the OTLP receiver");
  }

  @Test
  void theKeysOfTheServersStandBesideThePaths() {
    OtlpReceiverConfig config =
        value(
            OtlpReceiverConfig.class,
            """
            protocols:
              grpc:
                endpoint: 0.0.0.0:4317
                max_recv_msg_size_mib: 16
                include_metadata: true
                keepalive: {server_parameters: {max_connection_age: 30s}}
              http:
                max_request_body_size: 10485760
                cors: {allowed_origins: ["https://*.example.com"], max_age: 7200}
                traces_url_path: traces
                logs_url_path: /custom/logs?x=y
            """);
    GrpcServerConfig grpc = requireNonNull(config.protocols().grpc());
    assertThat(grpc.messageLimit()).isEqualTo(16 << 20);
    assertThat(grpc.includeMetadata()).isTrue();
    assertThat(grpc.keepalive().serverParameters().maxConnectionAge())
        .isEqualTo(Duration.ofSeconds(30));
    Http http = requireNonNull(config.protocols().http());
    assertThat(http.server().bodyLimit()).isEqualTo(10485760);
    assertThat(requireNonNull(http.server().cors()).allowedOrigins())
        .isEqualTo(List.of("https://*.example.com"));
    assertThat(http.paths())
        .containsEntry(Signal.TRACES, "/traces")
        .containsEntry(Signal.LOGS, "/custom/logs")
        .containsEntry(Signal.METRICS, "/v1/metrics");
  }

  @Test
  void wrongKeysAndValuesAreRefusedWithTheirPlace() {
    assertThat(
            problems(
                OtlpReceiverConfig.class,
                """
                protocols:
                  grpc: {endpont: "x:1"}
                  http:
                    include_metadata: often
                    metrics_url_path: /v1/traces
                """))
        .anyMatch(p -> p.contains("endpont") && p.contains("2:10"))
        .anyMatch(p -> p.contains("include_metadata") && p.contains("4:"))
        .hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void twoSignalsCannotShareAPath() {
    assertThat(
            problems(
                OtlpReceiverConfig.class, "{protocols: {http: {metrics_url_path: v1/traces}}}"))
        .singleElement()
        .asString()
        .contains("metrics_url_path")
        .contains("is the path of traces already");
  }
}

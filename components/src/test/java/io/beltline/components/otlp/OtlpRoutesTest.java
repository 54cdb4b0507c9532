package io.beltline.components.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpRoutesTest {

  @Test
  void methodsAndPathsAreThoseOfTheSpecification() {
    assertThat(OtlpRoutes.grpcMethod(Signal.TRACES))
        .isEqualTo("opentelemetry.proto.collector.trace.v1.TraceService/Export");
    assertThat(OtlpRoutes.grpcMethod(Signal.METRICS))
        .isEqualTo("opentelemetry.proto.collector.metrics.v1.MetricsService/Export");
    assertThat(OtlpRoutes.grpcMethod(Signal.LOGS))
        .isEqualTo("opentelemetry.proto.collector.logs.v1.LogsService/Export");
    assertThat(OtlpRoutes.grpcMethod(Signal.PROFILES))
        .isEqualTo("opentelemetry.proto.collector.profiles.v1development.ProfilesService/Export");
    assertThat(OtlpRoutes.httpPath(Signal.TRACES)).isEqualTo("/v1/traces");
    assertThat(OtlpRoutes.httpPath(Signal.METRICS)).isEqualTo("/v1/metrics");
    assertThat(OtlpRoutes.httpPath(Signal.LOGS)).isEqualTo("/v1/logs");
    assertThat(OtlpRoutes.httpPath(Signal.PROFILES)).isEqualTo("/v1development/profiles");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, application/json",
    "Application/JSON; charset=utf-8, application/json",
    "'application/x-protobuf ;a=b', application/x-protobuf",
    "text/plain, text/plain",
    "'', ''",
    "'; charset=utf-8', ''",
  })
  void theMediaTypeHasNoParameters(String header, String expected) {
    assertThat(OtlpRoutes.mediaType(header)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grpc: received message larger than max (5554999 vs. 4194304)",
        "grpc: received message after decompression larger than max 4194304",
        "Received message larger than max (5554999 vs. 4194304)",
        "trying to send message larger than max (5 vs. 4)",
        "gRPC message exceeds maximum size 4194304: 5554999",
        "Decompressed gRPC message exceeds maximum size 4194304",
        "Error, decoded message length too large: found 5 bytes, the limit is: 4 bytes",
        "Error decompressing: size limit, of 4 bytes, exceeded while decompressing message",
        "Received message exceeds the maximum configured message size.",
        "http: request body too large",
        "Request Entity Too Large",
      })
  void serversSayThatAMessageIsTooLarge(String words) {
    assertThat(BackendWords.sayMessageTooLarge(words)).isTrue();
    assertThat(BackendWords.sayTraceTooLarge(words)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "RATE_LIMITED: ingestion rate limit (15000000 bytes) exceeded",
        "data refused due to high memory usage",
        "TRACE_TOO_LARGE: max size of trace (5000000) exceeded",
      })
  void otherWordsSayNothingAboutTheMessage(String words) {
    assertThat(BackendWords.sayMessageTooLarge(words)).isFalse();
  }

  @Test
  void tempoSaysThatATraceIsTooLarge() {
    assertThat(BackendWords.sayTraceTooLarge("TRACE_TOO_LARGE: max size of trace exceeded"))
        .isTrue();
  }
}

package io.beltline.components.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}

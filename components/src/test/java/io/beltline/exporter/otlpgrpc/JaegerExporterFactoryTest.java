package io.beltline.exporter.otlpgrpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.exporter.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JaegerExporterFactoryTest {

  @ParameterizedTest
  @CsvSource({
    "jaeger:14250, jaeger:4317",
    "'dns:///jaeger:14250', 'dns:///jaeger:4317'",
    "jaeger:4317, jaeger:4317",
    "jaeger:1425, jaeger:1425",
  })
  void theOldPortBecomesThatOfOtlp(String old, String endpoint) {
    assertThat(JaegerExporterFactory.endpoint(old)).isEqualTo(endpoint);
  }

  @Test
  void theKeysStayAsTheyAre() {
    OtlpGrpcExporterConfig config =
        Yaml.bind(
                OtlpGrpcExporterConfig.class,
                "endpoint: jaeger:14250\ntls: {insecure: true}\ntimeout: 7s\n")
            .value();
    OtlpGrpcExporterConfig moved = config.at("jaeger:4317");
    assertThat(moved.client().endpoint()).isEqualTo("jaeger:4317");
    assertThat(moved.at("jaeger:14250")).isEqualTo(config);
    assertThat(new JaegerExporterFactory().notice()).contains("otlp_grpc");
  }
}

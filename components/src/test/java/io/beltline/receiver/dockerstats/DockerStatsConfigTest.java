package io.beltline.receiver.dockerstats;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.BoundYaml;
import io.beltline.transport.config.TlsClientConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerStatsConfigTest {
  @Test
  void defaults() {
    DockerStatsConfig config = BoundYaml.value(DockerStatsConfig.class, "{}");
    assertThat(config)
        .isEqualTo(
            new DockerStatsConfig(
                "unix:///var/run/docker.sock",
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                "",
                null,
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of()));
    assertThat(config.scrape().timeout()).isZero();
    assertThat(new DockerStatsFactory().aliases()).containsExactly("dockerstats");
  }

  @Test
  void theMetricsThatAreOnByDefault() {
    assertThat(
            DockerStatsMetrics.TABLE.metrics().stream()
                .filter(metric -> metric.isDefault())
                .map(metric -> metric.name()))
        .containsExactly(
            "container.blockio.io_service_bytes_recursive",
            "container.cpu.usage.kernelmode",
            "container.cpu.usage.total",
            "container.cpu.usage.usermode",
            "container.cpu.utilization",
            "container.memory.file",
            "container.memory.percent",
            "container.memory.total_cache",
            "container.memory.usage.limit",
            "container.memory.usage.total",
            "container.network.io.usage.rx_bytes",
            "container.network.io.usage.rx_dropped",
            "container.network.io.usage.tx_bytes",
            "container.network.io.usage.tx_dropped");
    assertThat(DockerStatsMetrics.TABLE.metrics()).hasSize(71);
  }

  @Test
  void aVersionWithoutQuotesIsReadAsItIsWritten() {
    assertThat(BoundYaml.value(DockerStatsConfig.class, "{api_version: 1.40}").apiVersion())
        .isEqualTo("1.40");
  }

  @ParameterizedTest
  @CsvSource({
    "unix:///run/docker.sock, false, http://docker",
    "tcp://box:2375, false, http://box:2375",
    "tcp://box:2376, true, https://box:2376",
    "http://box:2375/proxy/, false, http://box:2375/proxy",
    "http://box, true, https://box",
    "https://box, false, https://box",
  })
  void endpoints(String endpoint, boolean tls, String base) {
    TlsClientConfig files = tls ? TlsClientConfig.files("", "", "", false) : null;
    assertThat(DockerEndpoint.problem(endpoint)).isNull();
    assertThat(DockerEndpoint.of(endpoint, files).base()).isEqualTo(base);
  }

  @ParameterizedTest
  @CsvSource({
    "tcp://box:2375, {insecure: true}, http://box:2375",
    "https://box:2376, {insecure: true}, https://box:2376",
    "tcp://box:2376, {insecure_skip_verify: true}, https://box:2376",
    "tcp://box:2376, '{insecure: true, ca_file: ca.pem}', https://box:2376",
  })
  void tlsThatIsInsecureIsNone(String endpoint, String tls, String base) {
    String yaml = "{endpoint: '" + endpoint + "', tls: " + tls + "}";
    DockerStatsConfig config = BoundYaml.value(DockerStatsConfig.class, yaml);
    assertThat(DockerEndpoint.of(config.endpoint(), config.tls()).base()).isEqualTo(base);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{endpoint: ''} | endpoint: is empty (expected: unix:///path",
        "{endpoint: 'unix://here'} | endpoint: has no absolute path",
        "{endpoint: 'npipe:////./pipe/docker_engine'} | endpoint: is a named pipe",
        "{endpoint: 'tcp://box'} | endpoint: has no host and port",
        "{endpoint: 'ssh://box'} | endpoint: is none",
        "{timeout: 0s} | timeout: must be positive",
        "{collection_interval: -1s} | collection_interval: must be positive",
        "{api_version: '1.24'} | api_version: \"1.24\" is no version from 1.25 on",
        "{api_version: v1} | api_version: \"v1\" is no version",
        "{excluded_images: ['/a(/']} | 0: \"/a(/\":",
        "{excluded_images: [a, '!b[']} | 1: \"!b[\": [ without ]",
        "{metrics: {container.cpu.percent: {}}} | container.cpu.percent: is no metric of",
        "{resource_attributes: {container.ids: {}}} | container.ids: is no attribute of a"
            + " container",
        "{provide_per_core_cpu_metrics: true} | provide_per_core_cpu_metrics",
      })
  void wrongValuesAreRefusedWithTheirPlace(String yaml, String problem) {
    assertThat(BoundYaml.problems(DockerStatsConfig.class, yaml))
        .singleElement()
        .asString()
        .contains(problem)
        .containsPattern("1:[0-9]+");
  }
}

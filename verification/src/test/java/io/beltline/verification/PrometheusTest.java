package io.beltline.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.client.Compression;
import io.beltline.verification.client.Delivery;
import io.beltline.verification.client.NodeClient;
import io.beltline.verification.client.Protocol;
import io.beltline.verification.client.Sent;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.peer.PrometheusServer;
import io.beltline.verification.process.Ports;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus that scrapes the collector answers queries with what a real client counted. */
class PrometheusTest {
  private static final int REQUESTS = 23;

  /** The client records 10, 20, ... 230 bytes; these are up to 100. */
  private static final int UP_TO_100_BYTES = 10;

  private static final String CONFIG =
      """
      receivers:
        otlp:
          protocols:
            http: {endpoint: '127.0.0.1:%d'}
      exporters:
        nop: {}
        prometheus: {endpoint: '127.0.0.1:%d'}
      service:
        telemetry: {metrics: {level: none}}
        pipelines:
          metrics: {receivers: [otlp], exporters: [prometheus]}
          traces: {receivers: [otlp], exporters: [nop]}
          logs: {receivers: [otlp], exporters: [nop]}
      """;

  @TempDir private Path folder;

  @Test
  void a_counter_and_a_histogram_have_their_exact_values() throws Exception {
    NodeClient client = NodeClient.install();
    int[] ports = Ports.free(2);
    try (BeltlineProcess collector =
            BeltlineProcess.start(folder, CONFIG.formatted(ports[0], ports[1]), ports);
        PrometheusServer prometheus = PrometheusServer.start(folder, ports[1])) {
      Sent sent =
          client.send(
              new Delivery("shop", Protocol.HTTP_PROTOBUF, Compression.GZIP, ports[0], ports[0]),
              REQUESTS);
      assertThat(sent.counter().value()).isEqualTo(REQUESTS);

      String shop = "{job=\"shop\",shop=\"north\"";
      value(prometheus, "verification_orders_total" + shop + "}", REQUESTS);
      value(prometheus, "verification_order_size_bytes_count" + shop + "}", REQUESTS);
      value(prometheus, "verification_order_size_bytes_sum" + shop + "}", sent.histogram().sum());
      value(
          prometheus,
          "verification_order_size_bytes_bucket" + shop + ",le=~\"100(\\\\.0)?\"}",
          UP_TO_100_BYTES);
      assertThat(collector.stop()).as(collector.process().log()).isIn(0, 143);
    }
  }

  private static void value(PrometheusServer prometheus, String promql, double expected)
      throws Exception {
    assertThat(prometheus.query(promql, expected))
        .singleElement()
        .satisfies(sample -> assertThat(sample.value()).isEqualTo(expected));
  }
}

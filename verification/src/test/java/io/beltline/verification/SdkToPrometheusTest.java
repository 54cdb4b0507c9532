package io.beltline.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.client.PythonClient;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.peer.PrometheusServer;
import io.beltline.verification.process.Ports;
import io.beltline.verification.process.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example {@code sdk-to-prometheus} does without Docker what its README says: its program, its
 * two configurations and a real Prometheus. Only ports are others, so that nobody is in the way.
 */
class SdkToPrometheusTest {
  private static final int ORDERS = 30;

  @TempDir private Path folder;

  @Test
  void orders_are_in_prometheus() throws Exception {
    Path example = Project.root().resolve("examples/sdk-to-prometheus");
    PythonClient python = PythonClient.install();
    int[] ports = Ports.free(3);
    String config =
        Files.readString(example.resolve("config.yaml"))
            .replace("      http:", "      http: {endpoint: 'localhost:" + ports[0] + "'}")
            .replace("      grpc:\n", "")
            .replace(":8889", ":" + ports[1]);
    Path scrape =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            Files.readString(example.resolve("prometheus.yml")).replace(":8889", ":" + ports[1]));
    try (BeltlineProcess collector = BeltlineProcess.start(folder, config, ports[0], ports[1]);
        PrometheusServer prometheus = PrometheusServer.start(folder, scrape, ports[2])) {
      python.run(example.resolve("shop.py"), "shop", ports[0], ORDERS);
      assertThat(prometheus.query("sum(shop_orders_total{job=\"shop\"})", ORDERS)).hasSize(1);
      assertThat(prometheus.query("sum(shop_order_size_count{job=\"shop\"})", ORDERS)).hasSize(1);
      assertThat(prometheus.all("shop_orders_total{service_name=\"shop\"}")).hasSize(3);
      assertThat(collector.stop()).as(collector.process().log()).isZero();
    }
  }
}

package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.otlp.SeriesTotals;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Ports;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of a gauge of StatsD are added to its value, also when the receiver was replaced. */
class GaugeReloadTest {
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final String CONFIG =
      """
      receivers:
        statsd: {endpoint: '127.0.0.1:%d', transport: %s, aggregation_interval: %s,
          ignore_host: true, enable_metric_type: true}
      exporters:
        file: {path: '%s', append: true}
      service:
        telemetry: {metrics: {level: none}}
        pipelines:
          metrics: {receivers: [statsd], exporters: [file]}
      """;

  @TempDir private Path folder;

  @Test
  void a_gauge_goes_on_after_a_reload_and_after_one_that_failed() throws Exception {
    int port = Ports.free(1)[0];
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        BeltlineProcess collector = BeltlineProcess.start(folder, config(port, "udp", "200ms"))) {
      await(collector, "Everything is ready.");
      send(port, "level:5|g");
      awaitLevel(collector, 5);

      reload(collector, config(port, "udp", "300ms"), "The configuration was reloaded.");
      send(port, "level:+3|g");
      awaitLevel(collector, 8);

      reload(collector, config(taken.getLocalPort(), "tcp", "300ms"), "was not reloaded");
      send(port, "level:-1|g");
      awaitLevel(collector, 7);
      assertThat(collector.stop()).as(collector.process().log()).isZero();
    }
  }

  private String config(int port, String transport, String interval) {
    return CONFIG.formatted(port, transport, interval, folder.resolve("metrics.jsonl"));
  }

  private static void send(int port, String line) throws Exception {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    try (DatagramSocket socket = new DatagramSocket()) {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      socket.send(new DatagramPacket(bytes, bytes.length, loopback, port));
    }
  }

  private void awaitLevel(BeltlineProcess collector, double level) throws Exception {
    Map<String, Map<String, Double>> wanted =
        Map.of("level {metric_type=gauge}", Map.of("last", level));
    collector
        .process()
        .await(
            LIMIT,
            () -> "a level of " + level,
            () ->
                Optional.of(SeriesTotals.of(folder.resolve("metrics.jsonl")))
                    .filter(wanted::equals));
  }

  private void reload(BeltlineProcess collector, String config, String words) throws Exception {
    Files.writeString(folder.resolve("config.yaml"), config);
    collector.process().signal("HUP");
    await(collector, words);
  }

  private static void await(BeltlineProcess collector, String words) throws Exception {
    collector.process().awaitLine(line -> line.contains(words), words, LIMIT);
  }
}

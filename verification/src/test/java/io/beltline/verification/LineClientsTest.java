package io.beltline.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.client.LineClients;
import io.beltline.verification.otlp.SeriesTotals;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Python's clients of StatsD, DogStatsD and Graphite send over each transport is in the file
 * exporter's file: each series, with the exact values.
 */
class LineClientsTest {
  private static final int REQUESTS = 40;
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String KEYS =
      """
      aggregation_interval: 1s, enable_metric_type: true, enable_ip_only_aggregation: true,
          timer_histogram_mapping: [
            {statsd_type: timing, observer_type: histogram, histogram: {explicit_buckets: [
              {matcher_pattern: took, buckets: [10, 100, 1000]}]}},
            {statsd_type: histogram, observer_type: summary},
            {statsd_type: distribution, observer_type: gauge}]\
      """;
  private static final String CONFIG =
      """
      receivers:
        statsd: {endpoint: '127.0.0.1:%2$d', %1$s}
        statsd/tcp: {endpoint: '127.0.0.1:%3$d', transport: tcp, %1$s}
        statsd/unixgram: {endpoint: '%6$s', transport: unixgram, %1$s}
        carbon: {endpoint: '127.0.0.1:%4$d'}
        carbon/udp: {endpoint: '127.0.0.1:%5$d', transport: udp}
      exporters:
        file: {path: '%7$s'}
      service:
        telemetry: {metrics: {level: none}}
        pipelines:
          metrics:
            receivers: [statsd, statsd/tcp, statsd/unixgram, carbon, carbon/udp]
            exporters: [file]
      """;

  @TempDir private Path folder;

  @Test
  void all_that_clients_send_adds_up_to_the_same(TestReporter reporter) throws Exception {
    LineClients clients = LineClients.install();
    int[] ports = Ports.free(4);
    Path socket = folder.resolve("statsd.sock");
    Path file = folder.resolve("metrics.jsonl");
    String config = CONFIG.formatted(KEYS, ports[0], ports[1], ports[2], ports[3], socket, file);
    Map<String, Object> places = new LinkedHashMap<>();
    places.put("statsd-udp", ports[0]);
    places.put("statsd-tcp", ports[1]);
    places.put("datadog-udp", ports[0]);
    places.put("datadog-unixgram", socket);
    places.put("graphyte-tcp", ports[2]);
    places.put("graphyte-udp", ports[3]);
    try (BeltlineProcess collector = BeltlineProcess.start(folder, config, ports[1], ports[2])) {
      collector.process().awaitLine(line -> line.contains("is ready."), "it is ready", LIMIT);
      Map<String, Map<String, Double>> sent = new TreeMap<>();
      for (Map.Entry<String, Object> place : places.entrySet()) {
        sent.putAll(clients.send(place.getKey(), place.getValue(), REQUESTS));
      }
      int series = SeriesTotals.await(collector.process(), file, sent);
      assertThat(collector.stop()).as(collector.process().log()).isZero();
      assertThat(SeriesTotals.of(file)).isEqualTo(sent);
      assertThat(socket).doesNotExist();
      reporter.publishEntry("series", Integer.toString(series));
    }
  }
}

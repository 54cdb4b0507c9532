package io.beltline.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.client.LineClients;
import io.beltline.verification.otlp.SeriesTotals;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Ports;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Python's clients of InfluxDB 1 and 2 write, plain and with gzip, is in the file exporter's
 * file: each series, with the exact values. The clients themselves look at the answers.
 */
class InfluxClientsTest {
  private static final int REQUESTS = 100;
  private static final String CONFIG =
      """
      receivers:
        influxdb: {endpoint: '127.0.0.1:%d'}
      exporters:
        file: {path: '%s'}
      service:
        telemetry: {metrics: {level: none}}
        pipelines:
          metrics: {receivers: [influxdb], exporters: [file]}
      """;

  @TempDir private Path folder;

  @Test
  void all_that_clients_write_adds_up_to_the_same(TestReporter reporter) throws Exception {
    LineClients clients = LineClients.ofInfluxdb();
    int port = Ports.free(1)[0];
    Path file = folder.resolve("metrics.jsonl");
    try (BeltlineProcess collector =
        BeltlineProcess.start(folder, CONFIG.formatted(port, file), port)) {
      Map<String, Map<String, Double>> sent = new TreeMap<>();
      for (String client : List.of("influxdb", "influxdb-client")) {
        sent.putAll(clients.send(client, port, REQUESTS));
      }
      int series = SeriesTotals.await(collector.process(), file, sent);
      assertThat(collector.stop()).as(collector.process().log()).isZero();
      assertThat(SeriesTotals.of(file)).isEqualTo(sent);
      reporter.publishEntry("series", Integer.toString(series));
    }
  }
}

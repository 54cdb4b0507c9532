package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.peer.ElasticsearchServer;
import io.beltline.verification.peer.LokiServer;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Elasticsearch and a real Loki hold none of what was seeded. */
@Tag("long") // it starts an Elasticsearch of 45 MB, and builds Loki
class PersonalDataTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final String CONFIG =
      """
      extensions:
        file_storage: {directory: '%1$s', create_directory: true, journal: {min_free_space: 0}}
      receivers:
        otlp: {protocols: {http: {endpoint: '127.0.0.1:%2$d'}}}
      exporters:
        elasticsearch:
          endpoint: %3$s
          logs_index: seeded
          mapping: {mode: none}
          sending_queue: {storage: file_storage, batch: {flush_timeout: 200ms}}
          egress_policy: &policy {detectors: [all]}
        loki:
          endpoint: %4$s/loki/api/v1/push
          sending_queue: {storage: file_storage, batch: {flush_timeout: 200ms}}
          egress_policy: *policy
        otlp_http:
          endpoint: 'http://127.0.0.1:1'
          sending_queue: {storage: file_storage}
          egress_policy: *policy
        debug:
          verbosity: detailed
          use_internal_logger: false
          output_paths: ['%5$s']
          sampling_initial: 1000000
          egress_policy: *policy
      service:
        extensions: [file_storage]
        telemetry: {metrics: {level: none}, logs: {level: error}}
        pipelines:
          logs: {receivers: [otlp], exporters: [elasticsearch, loki, otlp_http, debug]}
      """;

  @TempDir private Path folder;

  @Test
  void noneOfFortyKindsIsInElasticsearchLokiJournalOrDebugOutput() throws Exception {
    SeededSecrets secrets = new SeededSecrets(31, 10);
    int port = Ports.free(1)[0];
    Path debug = folder.resolve("debug.txt");
    Path storage = folder.resolve("storage");
    try (ElasticsearchServer engine = ElasticsearchServer.start(folder);
        LokiServer loki = LokiServer.start(folder, "");
        InProcess collector =
            InProcess.startImpatient(
                CONFIG.formatted(storage, port, engine.url(), loki.url(), debug))) {
      secrets.send(port);
      Eventually.answer(
          LIMIT,
          () -> "all records in both",
          () -> collector.destination("elasticsearch") + " " + collector.destination("loki"),
          () ->
              collector.destination("elasticsearch").delivered() == secrets.records()
                      && collector.destination("loki").delivered() == secrets.records()
                  ? Optional.of(true)
                  : Optional.empty());
      engine.call("POST", "/seeded/_refresh", "");
      String documents = engine.call("POST", "/seeded/_search", "{\"size\":1000}").toString();
      assertThat(documents.split("seeded ", -1)).hasSizeGreaterThan(secrets.records());
      assertThat(secrets.leaks(documents)).as("Elasticsearch").isEmpty();
      List<String> lines = loki.lines("{exporter=\"OTLP\"}");
      assertThat(lines).hasSize(secrets.records());
      assertThat(secrets.leaks(String.join("\n", lines))).as("Loki").isEmpty();
      String disk = SeededSecrets.contents(storage);
      assertThat(disk).contains("seeded ");
      assertThat(secrets.leaks(disk)).as("journal").isEmpty();
      assertThat(secrets.leaks(Files.readString(debug))).as("debug output").isEmpty();
    }
  }
}

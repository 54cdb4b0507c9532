package io.beltline.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.client.BulkClients;
import io.beltline.verification.client.BulkClients.Documents;
import io.beltline.verification.client.BulkClients.Told;
import io.beltline.verification.otlp.DocumentRecords;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Ports;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Numbered documents that Elasticsearch's clients send in bulk are in the file exporter's file,
 * each once, with its fields; and what the clients are told is true.
 */
class BulkClientsTest {
  private static final int DOCUMENTS = 1000;
  private static final String SENDS =
      """
      receivers:
        elasticsearch_bulk: {endpoint: '127.0.0.1:%d'}
      exporters:
        file: {path: '%s'}
      service:
        telemetry: {metrics: {level: none}}
        pipelines:
          logs: {receivers: [elasticsearch_bulk], exporters: [file]}
      """;

  private static final String PASSES_ON =
      """
      receivers:
        elasticsearch_bulk: {endpoint: '127.0.0.1:%d'}
      exporters:
        otlp_http:
          endpoint: 'http://127.0.0.1:%d'
          sending_queue: {enabled: false}
          retry_on_failure: {enabled: false}
      service:
        telemetry: {metrics: {level: none}}
        pipelines:
          logs: {receivers: [elasticsearch_bulk], exporters: [otlp_http]}
      """;

  private static final String BACKEND =
      """
      receivers:
        otlp: {protocols: {http: {endpoint: '127.0.0.1:%d'}}}
      exporters:
        file: {path: '%s'}
      service:
        telemetry: {metrics: {level: none}}
        pipelines:
          logs: {receivers: [otlp], exporters: [file]}
      """;

  private static BulkClients clients;

  @TempDir private Path folder;

  @BeforeAll
  static void install() throws Exception {
    clients = BulkClients.install();
  }

  @Test
  void each_document_is_there_once_and_what_cannot_be_done_is_told_one_by_one() throws Exception {
    int port = Ports.free(1)[0];
    Path file = folder.resolve("logs.jsonl");
    Map<String, Integer> sent = new TreeMap<>();
    try (BeltlineProcess collector =
        BeltlineProcess.start(folder, SENDS.formatted(port, file), port)) {
      for (boolean gzip : List.of(false, true)) {
        int first = gzip ? DOCUMENTS + 1 : 1;
        Documents documents = new Documents(gzip, first, first + DOCUMENTS - 1, true);
        for (String client : BulkClients.names()) {
          assertThat(clients.send(client, port, documents))
              .as("%s, gzip %s", client, gzip)
              .isEqualTo(new Told(DOCUMENTS, DOCUMENTS / 10, List.of(400)));
          DocumentRecords.add(client, documents, sent);
        }
      }
      assertThat(collector.stop()).as(collector.process().log()).isZero();
    }
    assertThat(DocumentRecords.differences(file, sent)).isEmpty();
  }

  @Test
  void what_a_backend_that_is_down_does_not_take_is_told_and_can_be_sent_again() throws Exception {
    int[] ports = Ports.free(2);
    Path file = folder.resolve("logs.jsonl");
    Documents documents = new Documents(true, 1, 300, false);
    Map<String, Integer> sent = new TreeMap<>();
    Path front = folder.resolve("front");
    assertThat(front.toFile().mkdir()).isTrue();
    try (BeltlineProcess collector =
        BeltlineProcess.start(front, PASSES_ON.formatted(ports[0], ports[1]), ports[0])) {
      for (String client : BulkClients.names()) {
        assertThat(clients.send(client, ports[0], documents))
            .as(client)
            .isEqualTo(new Told(0, documents.count(), List.of(503)));
      }
      try (BeltlineProcess backend =
          BeltlineProcess.start(folder, BACKEND.formatted(ports[1], file), ports[1])) {
        for (String client : BulkClients.names()) {
          assertThat(clients.send(client, ports[0], documents))
              .as(client)
              .isEqualTo(new Told(documents.count(), 0, List.of()));
          DocumentRecords.add(client, documents, sent);
        }
        assertThat(backend.stop()).as(backend.process().log()).isZero();
      }
      assertThat(collector.stop()).as(collector.process().log()).isZero();
    }
    assertThat(DocumentRecords.differences(file, sent)).isEmpty();
  }
}

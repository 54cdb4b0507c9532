package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.peer.OpenSearchServer;
import io.beltline.verification.peer.Web;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real OpenSearch holds what was sent to it, once. */
@Tag("long") // it starts an OpenSearch
class OpenSearchTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int BATCH = 100;
  private static final int SEEDED = 50;
  private static final String INDEX = "ss4o_logs-default-namespace";
  private static final String CONFIG =
      """
      extensions:
        file_storage: {directory: '%s', create_directory: true}
      receivers:
        otlp:
          protocols:
            http: {endpoint: '127.0.0.1:%d'}
      exporters:
        opensearch:
          http: {endpoint: '%s'}
          retry_on_failure: {initial_interval: 100ms, max_interval: 500ms}
          sending_queue: {storage: file_storage}
      service:
        extensions: [file_storage]
        telemetry: {metrics: {level: none}, logs: {level: error}}
        pipelines:
          logs: {receivers: [otlp], exporters: [opensearch]}
      """;

  @TempDir private Path folder;

  @Test
  void an_outage_with_a_restart_in_it_loses_nothing_and_doubles_nothing() throws Exception {
    int port = Ports.free(1)[0];
    try (OpenSearchServer engine = OpenSearchServer.start(folder)) {
      String config = CONFIG.formatted(folder.resolve("storage"), port, engine.url());
      int sent = 0;
      try (InProcess first = InProcess.startImpatient(config)) {
        for (int i = 0; i < 20; i++, sent += BATCH) {
          send(port, sent);
          if (i == 9) {
            engine.kill(); // while bulk requests are on their way
          }
        }
        assertThat(first.destination().returned()).isZero();
      }
      try (InProcess second = InProcess.startImpatient(config)) {
        for (int i = 0; i < 10; i++, sent += BATCH) {
          send(port, sent);
        }
        engine.start();
        awaitCount(engine, sent);
        assertThat(engine.different(INDEX, "attributes.number")).isEqualTo(sent);
        assertThat(engine.count(INDEX, "body:\"Error: User 1234\"")).isEqualTo(sent / SEEDED);
        assertThat(second.destination().deadLettered()).isZero();
      }
    }
  }

  private static void send(int port, int from) throws Exception {
    List<String> records = new ArrayList<>();
    for (int i = from; i < from + BATCH; i++) {
      String text = i % SEEDED == 0 ? "Error: User 1234 left" : "Error: User " + i + "0 1234";
      records.add(
          "{'timeUnixNano':'%d','body':{'stringValue':'%s'},'attributes':[{'key':'number','value':{'intValue':'%d'}}]}"
              .formatted(System.currentTimeMillis() * 1_000_000, text, i));
    }
    String request =
        "{'resourceLogs':[{'scopeLogs':[{'logRecords':[" + String.join(",", records) + "]}]}]}";
    byte[] body = request.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    Web.post(port, "/v1/logs", "application/json", body);
  }

  private static void awaitCount(OpenSearchServer engine, long expected) throws Exception {
    long[] last = {0};
    Eventually.answer(
        LIMIT,
        () -> expected + " documents, there are " + last[0],
        () -> "",
        () -> {
          last[0] = engine.count(INDEX, "*:*");
          return last[0] >= expected ? Optional.of(last[0]) : Optional.empty();
        });
    assertThat(last[0]).isEqualTo(expected);
  }
}

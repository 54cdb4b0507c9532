package io.beltline.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.peer.PrometheusServer;
import io.beltline.verification.process.Ports;
import io.beltline.verification.process.Project;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Each query of the dashboard has an answer in a real Prometheus that scrapes a collector. */
class DashboardTest {
  private static final String CONFIG =
      """
      extensions:
        file_storage: {directory: '%1$s', create_directory: true}
      receivers:
        otlp: {protocols: {http: {endpoint: '127.0.0.1:%2$d'}}}
      processors:
        batch: {timeout: 100ms}
      exporters:
        debug:
        otlp_http:
          endpoint: 'http://127.0.0.1:%3$d'
          sending_queue: {storage: file_storage}
          retry_on_failure: {initial_interval: 100ms, max_interval: 200ms}
      service:
        extensions: [file_storage]
        telemetry:
          metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: %4$d}}}}]}
        pipelines:
          traces: {receivers: [otlp], processors: [batch], exporters: [debug, otlp_http]}
          metrics: {receivers: [otlp], processors: [batch], exporters: [debug, otlp_http]}
          logs: {receivers: [otlp], processors: [batch], exporters: [debug, otlp_http]}
      """;

  private static final Map<String, String> REQUESTS =
      Map.of(
          "logs",
          "{'resourceLogs':[{'scopeLogs':[{'logRecords':[{'body':{'stringValue':'x'}}]}]}]}",
          "traces",
          """
          {'resourceSpans':[{'scopeSpans':[{'spans':[{'traceId':'0102030405060708090a0b0c0d0e0f10',
           'spanId':'0102030405060708','name':'x'}]}]}]}\
          """,
          "metrics",
          """
          {'resourceMetrics':[{'scopeMetrics':[{'metrics':[{'name':'x','gauge':
           {'dataPoints':[{'asInt':'1','timeUnixNano':'1'}]}}]}]}]}\
          """);

  @TempDir private Path folder;

  @Test
  void each_query_has_an_answer() throws Exception {
    List<String> queries = queries();
    assertThat(queries).hasSizeGreaterThan(30);
    int[] ports = Ports.free(3);
    String config = CONFIG.formatted(folder.resolve("store"), ports[0], ports[1], ports[2]);
    try (BeltlineProcess collector = BeltlineProcess.start(folder, config, ports[0], ports[2]);
        PrometheusServer prometheus = PrometheusServer.start(folder, ports[2])) {
      send(ports[0]);
      for (String query : queries) {
        assertThat(prometheus.query(query)).as(query).isNotEmpty();
      }
      assertThat(collector.stop()).as(collector.process().log()).isIn(0, 143);
    }
  }

  private static void send(int port) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (Map.Entry<String, String> request : REQUESTS.entrySet()) {
        URI uri = URI.create("http://127.0.0.1:" + port + "/v1/" + request.getKey());
        String body = request.getValue().replace('\'', '"');
        HttpRequest post =
            HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      }
    }
  }

  /** As Grafana sends them, but without thresholds: what is to be zero is no answer else. */
  private static List<String> queries() {
    JsonNode dashboard =
        new ObjectMapper().readTree(Project.root().resolve("docs/grafana/beltline.json").toFile());
    List<String> queries = new ArrayList<>();
    for (JsonNode panel : dashboard.path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        queries.add(
            target
                .path("expr")
                .asString()
                .replace("$instance", ".*")
                .replace("$__rate_interval", "1m")
                .replace("$__range", "1m")
                .replaceAll(" > 0$", ""));
      }
    }
    return queries;
  }
}

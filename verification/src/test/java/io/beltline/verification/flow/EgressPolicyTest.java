package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.beltline.model.Slice;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import io.beltline.transport.compression.CompressionException;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Forty kinds of personal data and secrets are sent through exporters with a policy: none of them
 * is in what backends get, in the journals of queues, among the dead letters or in debug output.
 */
class EgressPolicyTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String CONFIG =
      """
      extensions:
        file_storage: {directory: '%1$s', create_directory: true, journal: {min_free_space: 0}}
      receivers:
        otlp: {protocols: {http: {endpoint: '127.0.0.1:%2$d'}}}
      exporters:
        elasticsearch:
          endpoint: 'http://127.0.0.1:%3$d/elastic'
          compression: none
          sending_queue: {storage: file_storage, batch: {flush_timeout: 100ms}}
          %4$s
        loki:
          endpoint: 'http://127.0.0.1:%3$d/loki/api/v1/push'
          sending_queue: {storage: file_storage, batch: {flush_timeout: 100ms}}
          %4$s
        otlp_http/refused:
          endpoint: 'http://127.0.0.1:%3$d/refused'
          compression: none
          sending_queue: {storage: file_storage}
          %4$s
        otlp_http/away:
          endpoint: 'http://127.0.0.1:%3$d/away'
          compression: none
          sending_queue: {storage: file_storage}
          %4$s
        debug:
          verbosity: detailed
          use_internal_logger: false
          output_paths: ['%5$s']
          sampling_initial: 1000000
          %4$s
      service:
        extensions: [file_storage]
        telemetry: {metrics: {level: none}, logs: {level: error}}
        pipelines:
          logs: {receivers: [otlp], exporters: [elasticsearch, loki, otlp_http/refused, otlp_http/away, debug]}
      """;

  private final Map<String, StringBuffer> got = new ConcurrentHashMap<>();
  private HttpServer backend;

  @TempDir private Path folder;

  @BeforeEach
  void start() throws IOException {
    backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    backend.createContext("/", this::take);
    backend.start();
  }

  @AfterEach
  void end() {
    backend.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    String name = path.split("/", -1)[1];
    byte[] plain = name.equals("loki") ? plain(body) : body;
    got.computeIfAbsent(name, none -> new StringBuffer())
        .append(new String(plain, StandardCharsets.ISO_8859_1));
    byte[] answer = answer(name, plain).getBytes(StandardCharsets.UTF_8);
    int status = name.equals("refused") ? 400 : name.equals("away") ? 503 : 200;
    exchange.getResponseHeaders().add("content-type", "application/json");
    exchange.getResponseHeaders().add("x-elastic-product", "Elasticsearch");
    exchange.sendResponseHeaders(status, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static byte[] plain(byte[] body) throws IOException {
    try {
      return Codecs.decompress(Compression.SNAPPY, Slice.of(body), 1 << 26).toByteArray();
    } catch (CompressionException torn) {
      throw new IOException(torn);
    }
  }

  /** A bulk answer in which each document was taken. */
  private static String answer(String name, byte[] body) {
    if (!name.equals("elastic")) {
      return "{}";
    }
    long documents =
        new String(body, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.startsWith("{\"create\"") || line.startsWith("{\"index\""))
            .count();
    return "{\"errors\":false,\"items\":["
        + "{\"create\":{\"status\":201}},".repeat((int) Math.max(0, documents - 1))
        + (documents > 0 ? "{\"create\":{\"status\":201}}" : "")
        + "]}";
  }

  private InProcess collector(int port, String policy) {
    return InProcess.startImpatient(
        CONFIG.formatted(
            folder.resolve("storage"),
            port,
            backend.getAddress().getPort(),
            policy,
            folder.resolve("debug.txt")));
  }

  private void awaitAll(InProcess collector, SeededSecrets secrets) throws Exception {
    Eventually.answer(
        LIMIT,
        () -> "all records everywhere",
        () -> collector.destination("otlp_http/refused").toString(),
        () ->
            collector.destination("elasticsearch").delivered() == secrets.records()
                    && collector.destination("loki").delivered() == secrets.records()
                    && collector.destination("debug").delivered() == secrets.records()
                    && collector.destination("otlp_http/refused").deadLettered()
                        == secrets.records()
                    && got.containsKey("away")
                ? Optional.of(true)
                : Optional.empty());
  }

  private String everything() throws IOException {
    return String.join("\n", got.values())
        + SeededSecrets.contents(folder.resolve("storage"))
        + Files.readString(folder.resolve("debug.txt"));
  }

  @Test
  void noneOfFortyKindsLeavesOrLiesOnDisk() throws Exception {
    int port = Ports.free(1)[0];
    SeededSecrets secrets = new SeededSecrets(28, 5);
    assertThat(secrets.kinds()).isEqualTo(40);
    try (InProcess collector = collector(port, "egress_policy: {detectors: [all]}")) {
      secrets.send(port);
      awaitAll(collector, secrets);
      assertThat(collector.destination("otlp_http/away").inFlight()).isEqualTo(secrets.records());
      for (String name : new String[] {"elastic", "loki", "refused", "away"}) {
        assertThat(got.get(name)).as(name).contains("seeded ").contains("****");
        assertThat(secrets.leaks(got.get(name).toString())).as(name).isEmpty();
      }
      String disk = SeededSecrets.contents(folder.resolve("storage"));
      assertThat(disk).contains("seeded ").contains("****");
      assertThat(secrets.leaks(everything())).isEmpty();
    }
    assertThat(secrets.leaks(everything())).as("after the end").isEmpty();
  }

  @Test
  void withoutThePolicyTheyAreEverywhere() throws Exception {
    int port = Ports.free(1)[0];
    SeededSecrets secrets = new SeededSecrets(29, 1);
    try (InProcess collector = collector(port, "")) {
      secrets.send(port);
      awaitAll(collector, secrets);
      for (String name : new String[] {"elastic", "loki", "refused"}) {
        assertThat(secrets.leaks(got.get(name).toString())).as(name).hasSizeGreaterThan(35);
      }
      assertThat(secrets.leaks(SeededSecrets.contents(folder.resolve("storage"))))
          .as("on disk")
          .hasSize(40);
      assertThat(secrets.leaks(Files.readString(folder.resolve("debug.txt")))).hasSize(40);
    }
  }

  @Test
  void whatIsBlockedComesToNoBackendAndWhatIsQuarantinedIsMaskedOnDisk() throws Exception {
    int port = Ports.free(1)[0];
    SeededSecrets secrets = new SeededSecrets(30, 1);
    try (InProcess collector =
        collector(port, "egress_policy: {detectors: [all], action: quarantine, encoded: block}")) {
      secrets.send(port);
      Eventually.answer(
          LIMIT,
          () -> "all records among the dead letters",
          () -> collector.destination("elasticsearch").toString(),
          () ->
              collector.destination("elasticsearch").deadLettered() == secrets.records()
                      && collector.destination("loki").deadLettered() == secrets.records()
                  ? Optional.of(true)
                  : Optional.empty());
      assertThat(got).isEmpty();
      String disk = SeededSecrets.contents(folder.resolve("storage"));
      assertThat(disk).contains("seeded ").contains("****");
      assertThat(secrets.leaks(disk)).isEmpty();
    }
  }
}

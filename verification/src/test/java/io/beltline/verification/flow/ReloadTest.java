package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.RealClock;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Ports;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SIGHUP under load: what does not change goes on, what cannot be used changes nothing. */
class ReloadTest {
  private static final int PER_REQUEST = 10;
  private static final int ROOM = 2_000_000;
  private static final int STEP = 2_000;
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private static final String RECORD =
      "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\"a\"}}]}]}]}";

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void a_new_destination_takes_over_without_loss_or_double(Protocol protocol) throws Exception {
    int port = Ports.free(1)[0];
    AtomicBoolean over = new AtomicBoolean();
    try (Backend before = Backend.start(protocol, ROOM, numbers -> Backend.Answer.TAKEN);
        Backend after = Backend.start(protocol, ROOM, numbers -> Backend.Answer.TAKEN);
        BeltlineProcess collector =
            BeltlineProcess.start(folder, config(protocol, port, before.port()), port);
        Sender sender = Sender.to(protocol, port)) {
      Load load = new Load(sender, PER_REQUEST, 50, false);
      Load.Running running = load.start(4, request -> !over.get() && request < ROOM / PER_REQUEST);
      awaitMore(load);

      reload(collector, config(protocol, port, after.port()), "The configuration was reloaded.");
      awaitMore(load);
      reload(collector, "receivers: [", "The configuration cannot be used.");
      awaitMore(load);
      Files.delete(file());
      collector.process().signal("HUP");
      collector
          .process()
          .awaitLine(
              line -> line.contains("config.yaml") && line.contains("does not exist"),
              "an absent file",
              LIMIT);
      awaitMore(load);
      over.set(true);
      running.join();

      assertThat(collector.stop()).as(collector.process().log()).isZero();
      assertThat(load.refusedRecords()).as("told: " + load.told()).isZero();
      assertThat(
              IntStream.range(0, load.requests() * PER_REQUEST)
                  .filter(n -> before.arrivals(n) + after.arrivals(n) != 1)
                  .count())
          .as("records that did not arrive exactly once%n%s", collector.process().log())
          .isZero();
      assertThat(before.distinct()).isPositive();
      assertThat(after.distinct()).isGreaterThanOrEqualTo(2 * STEP);
    }
  }

  @Test
  void callers_that_wait_for_an_absent_destination_do_not_hold_it_up() throws Exception {
    int[] ports = Ports.free(2);
    String config =
        """
        receivers: {otlp: {protocols: {http: {endpoint: '127.0.0.1:%d'}}}}
        processors: {attributes: {actions: [{key: a, value: %s, action: insert}]}}
        exporters:
          otlp_http:
            endpoint: http://127.0.0.1:%d
            sending_queue: {enabled: false}
            retry_on_failure: {initial_interval: 1h, max_interval: 1h, max_elapsed_time: 0}
        service:
          pipelines: {logs: {receivers: [otlp], processors: [attributes], exporters: [otlp_http]}}
        """;
    try (BeltlineProcess collector =
            BeltlineProcess.start(folder, config.formatted(ports[0], "x", ports[1]), ports[0]);
        HttpClient client = HttpClient.newHttpClient()) {
      CompletableFuture<HttpResponse<String>> answer =
          client.sendAsync(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports[0] + "/v1/logs"))
                  .header("content-type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(RECORD))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      collector
          .process()
          .awaitLine(line -> line.contains(":" + ports[1]), "that the destination fails", LIMIT);
      reload(
          collector,
          config.formatted(ports[0], "y", ports[1]),
          "The configuration was reloaded."); // before its patience of 25 s is over
      assertThat(answer.get(15, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
      assertThat(collector.process().log()).doesNotContain("still under way");
    }
  }

  private Path file() {
    return folder.resolve("config.yaml");
  }

  private void reload(BeltlineProcess collector, String config, String words) throws Exception {
    Files.writeString(file(), config);
    collector.process().signal("HUP");
    collector.process().awaitLine(line -> line.contains(words), words, LIMIT);
  }

  private static void awaitMore(Load load) throws InterruptedException {
    long goal = load.acceptedRecords() + STEP;
    while (load.acceptedRecords() < goal) {
      RealClock.INSTANCE.sleep(Duration.ofMillis(1));
    }
  }

  private static String config(Protocol protocol, int port, int backend) {
    return ShutdownTest.CONFIG.formatted(
        protocol.key(), port, protocol.exporter(), protocol.endpoint(backend));
  }
}

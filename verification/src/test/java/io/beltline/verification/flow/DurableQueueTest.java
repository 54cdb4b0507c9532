package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Status;
import io.beltline.testkit.Numbered;
import io.beltline.testkit.RealClock;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queues and dead letters that are kept by {@code file_storage} in a collector's real parts. */
class DurableQueueTest {
  private static final String CONFIG =
      """
      extensions:
        file_storage:
          directory: '%3$s'
          journal: {min_free_space: 0}
      receivers:
        otlp: {protocols: {grpc: {endpoint: '127.0.0.1:%1$d'}}}
      exporters:
        otlp:
          endpoint: '127.0.0.1:%2$d'
          tls: {insecure: true}
          sending_queue: {storage: filestorage, num_consumers: 1}
          retry_on_failure: {initial_interval: 50ms, max_interval: 50ms}
      service:
        extensions: [filestorage]
        telemetry: {metrics: {level: none}}
        pipelines:
          logs: {receivers: [otlp], exporters: [otlp]}
      """;

  private static final int ROOM = 1_000_000;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void what_the_backend_did_not_take_is_delivered_by_the_next_collector() throws Exception {
    int port = Ports.free(1)[0];
    AtomicBoolean well = new AtomicBoolean();
    try (Backend backend =
        Backend.start(
            Protocol.GRPC,
            1000,
            numbers ->
                well.get()
                    ? Backend.Answer.TAKEN
                    : new Backend.Answer(false, Status.Code.UNAVAILABLE, null))) {
      String config = CONFIG.formatted(port, backend.port(), folder);
      try (InProcess first = InProcess.startImpatient(config);
          Sender sender = Sender.to(Protocol.GRPC, port)) {
        for (int i = 0; i < 100; i++) {
          assertThat(sender.send(Numbered.logs(10L * i, 10, 20)).accepted()).isTrue();
        }
        assertThat(first.destination().inFlight()).isEqualTo(1000);
        assertThat(first.destination().residue()).isZero();
      }
      assertThat(backend.distinct()).isZero();
      well.set(true);
      try (InProcess second = InProcess.start(config)) {
        assertThat(second.destination().recovered()).isEqualTo(1000);
        second.stop();
      }
      assertThat(IntStream.range(0, 1000).filter(n -> backend.arrivals(n) != 1).count()).isZero();
      try (InProcess third = InProcess.start(config)) {
        assertThat(third.destination().recovered()).isZero();
      }
    }
  }

  @Test
  void a_reload_hands_the_queue_to_the_exporter_that_takes_over() throws Exception {
    int port = Ports.free(1)[0];
    AtomicBoolean over = new AtomicBoolean();
    try (Backend deaf =
            Backend.start(
                Protocol.GRPC,
                ROOM,
                numbers -> new Backend.Answer(false, Status.Code.UNAVAILABLE, null));
        Backend well = Backend.start(Protocol.GRPC, ROOM, numbers -> Backend.Answer.TAKEN);
        BeltlineProcess collector =
            BeltlineProcess.start(folder, durable(port, deaf.port()), port);
        Sender sender = Sender.to(Protocol.GRPC, port)) {
      Load load = new Load(sender, 10, 50, true);
      Load.Running running = load.start(4, request -> !over.get() && request < ROOM / 10);
      awaitMore(load);
      for (Backend next : List.of(deaf, well, well)) {
        Files.writeString(
            folder.resolve("config.yaml"), durable(port, next.port()) + "# " + load.requests());
        collector.process().signal("HUP");
        collector
            .process()
            .awaitLine(line -> line.contains("The configuration was reloaded."), "a reload", LIMIT);
        awaitMore(load);
      }
      over.set(true);
      running.join();

      assertThat(collector.stop()).as(collector.process().log()).isZero();
      assertThat(
              IntStream.range(0, load.requests() * 10)
                  .filter(n -> load.isAccepted(n) && well.arrivals(n) != 1)
                  .count())
          .as("records that did not arrive exactly once%n%s", collector.process().log())
          .isZero();
      assertThat(deaf.distinct()).isZero();
    }
  }

  private String durable(int port, int backend) {
    return CONFIG
        .formatted(port, backend, folder)
        .replace("num_consumers: 1", "queue_size: 100000");
  }

  private static void awaitMore(Load load) throws InterruptedException {
    long goal = load.acceptedRecords() + 1000;
    while (load.acceptedRecords() < goal) {
      RealClock.INSTANCE.sleep(Duration.ofMillis(1));
    }
  }
}

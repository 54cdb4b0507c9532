package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Status;
import io.beltline.verification.flow.Backend.Answer;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import io.beltline.verification.process.SmallVolume;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The volume of the queues is full for a while: senders wait, and nothing they had is lost. */
class FullVolumeTest {
  private static final int PER_REQUEST = 10;
  private static final int ROOM = 2_000_000;
  private static final int CLIENTS = 4;
  private static final int MEBIBYTES = 12;
  private static final int STEP = 100;
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Answer AWAY = new Answer(false, Status.Code.UNAVAILABLE, null);

  private static final String CONFIG =
      """
      extensions:
        file_storage:
          directory: %4$s
          create_directory: true
          journal: {segment_size: 262144, min_free_space: %5$d, max_size: %6$d}
      receivers:
        otlp: {protocols: {grpc: {endpoint: '127.0.0.1:%1$d'}}}
      exporters:
        otlp:
          endpoint: '127.0.0.1:%3$d'
          tls: {insecure: true}
          compression: none
          sending_queue: {storage: file_storage, num_consumers: 4, queue_size: 1000000}
          retry_on_failure: {initial_interval: 20ms, max_interval: 100ms}
      service:
        extensions: [file_storage]
        telemetry:
          metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: %2$d}}}}]}
        pipelines:
          logs: {receivers: [otlp], exporters: [otlp]}
      """;

  @TempDir private Path folder;
  private final AtomicBoolean away = new AtomicBoolean(true);
  private final AtomicBoolean over = new AtomicBoolean();

  /** What becomes of the collector while the volume is full. */
  private enum Meanwhile {
    NOTHING,
    IT_IS_KILLED
  }

  @ParameterizedTest
  @EnumSource
  void a_volume_that_somebody_else_fills(Meanwhile meanwhile, TestReporter reporter)
      throws Exception {
    Optional<SmallVolume> mounted = SmallVolume.mount(folder, MEBIBYTES);
    if (mounted.isEmpty()) {
      reporter.publishEntry(
          "volume", "none can be mounted here; the limits of the journal stand in for it");
      a_journal_that_has_reached_its_limit(reporter);
      return;
    }
    int[] ports = Ports.free(2);
    try (SmallVolume volume = mounted.get();
        Backend backend = backend()) {
      String config =
          CONFIG.formatted(
              ports[0], ports[1], backend.port(), volume.path().resolve("storage"), 0, 0);
      Load load = load(ports[0]);
      BeltlineProcess collector = BeltlineProcess.start(volume.inside(), folder, config, ports);
      try {
        Load.Running running = load.start(CLIENTS, r -> !over.get() && r < ROOM / PER_REQUEST);
        awaitAccepted(load, STEP, collector);
        volume.fill();
        awaitRefusals(load, STEP, collector);
        if (meanwhile == Meanwhile.IT_IS_KILLED) {
          collector.close();
          collector = BeltlineProcess.start(volume.inside(), folder, config, ports);
          awaitRefusals(load, STEP, collector);
        }
        long whileFull = load.acceptedRecords();
        volume.free();
        awaitAccepted(load, STEP, collector);
        over.set(true);
        away.set(false);
        running.join();
        end(load, backend, collector, ports[1]);
        report(reporter, meanwhile.name(), load, backend, whileFull, collector);
      } finally {
        collector.close();
      }
    }
  }

  @Test
  void a_journal_that_has_reached_its_limit(TestReporter reporter) throws Exception {
    int[] ports = Ports.free(2);
    try (Backend backend = backend()) {
      String config = CONFIG.formatted(ports[0], ports[1], backend.port(), "./storage", 0, 2 << 20);
      Load load = load(ports[0]);
      try (BeltlineProcess collector = BeltlineProcess.start(folder, config, ports)) {
        Load.Running running = load.start(CLIENTS, r -> !over.get() && r < ROOM / PER_REQUEST);
        awaitAccepted(load, STEP, collector);
        awaitRefusals(load, STEP, collector);
        long whileFull = load.acceptedRecords();
        away.set(false);
        awaitAccepted(load, STEP, collector);
        over.set(true);
        running.join();
        end(load, backend, collector, ports[1]);
        report(reporter, "journal's own limit", load, backend, whileFull, collector);
      }
    }
  }

  private Backend backend() {
    return Backend.start(Protocol.GRPC, ROOM, numbers -> away.get() ? AWAY : Answer.TAKEN);
  }

  private static Load load(int port) {
    return new Load(Sender.to(Protocol.GRPC, port), PER_REQUEST, 500, true).pausing(PAUSE);
  }

  private static void awaitAccepted(Load load, int more, BeltlineProcess collector)
      throws Exception {
    long goal = load.acceptedRecords() + more * PER_REQUEST;
    collector
        .process()
        .await(
            LIMIT,
            () -> "more accepted; told: " + load.told(),
            () -> Optional.of(load).filter(l -> l.acceptedRecords() >= goal));
  }

  private static void awaitRefusals(Load load, int more, BeltlineProcess collector)
      throws Exception {
    long goal = load.refusedRecords() + more * PER_REQUEST;
    collector
        .process()
        .await(
            LIMIT,
            () -> "more refused; told: " + load.told(),
            () -> Optional.of(load).filter(l -> l.refusedRecords() >= goal));
  }

  /** Everything acknowledged arrives, and the collector ends in good order. */
  private static void end(Load load, Backend backend, BeltlineProcess collector, int metrics)
      throws Exception {
    collector
        .process()
        .await(
            LIMIT,
            () -> missing(load, backend) + " acknowledged records are missing",
            () -> Optional.of(load).filter(l -> missing(l, backend) == 0));
    Eventually.answer(
        LIMIT,
        () -> "nothing in flight",
        () -> collector.process().log(),
        () ->
            Optional.of(MetricsPage.at(metrics))
                .filter(page -> page.count("beltline_ledger_in_flight_items") == 0));
    assertThat(collector.stop()).as(collector.process().log()).isZero();
    assertThat(collector.process().log()).doesNotContain("\tat io.beltline");
    assertThat(load.told().keySet()).isSubsetOf("OK", "UNAVAILABLE");
  }

  private static long missing(Load load, Backend backend) {
    return IntStream.range(0, load.started() * PER_REQUEST)
        .filter(n -> load.isAccepted(n) && backend.arrivals(n) == 0)
        .count();
  }

  private static void report(
      TestReporter reporter,
      String what,
      Load load,
      Backend backend,
      long whileFull,
      BeltlineProcess collector) {
    reporter.publishEntry(
        Map.of(
            "while full", what,
            "acknowledged before it was freed", Long.toString(whileFull),
            "acknowledged altogether", Long.toString(load.acceptedRecords()),
            "clients were told", load.told().toString(),
            "arrived", Long.toString(backend.distinct()),
            "arrived twice", Long.toString(backend.duplicates()),
            "lost", "0",
            "the log", collector.process().log()));
  }
}

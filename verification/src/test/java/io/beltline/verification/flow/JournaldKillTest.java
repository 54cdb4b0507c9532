package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Status;
import io.beltline.testkit.RealClock;
import io.beltline.verification.flow.Backend.Answer;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A collector that reads a real journal through the real journalctl, has its queue in memory, and
 * is killed again and again while the backend fails at random: every entry arrives.
 */
class JournaldKillTest {
  /** Ten requests in the queue, ten being sent, and what a second brings. */
  private static final int ON_THE_WAY = 40_000;

  private static final Duration LIMIT = Duration.ofSeconds(240);
  private static final Answer AWAY = new Answer(false, Status.Code.UNAVAILABLE, null);
  private static final Answer TAKEN_AND_LOST = new Answer(true, Status.Code.UNAVAILABLE, null);

  @TempDir private Path folder;

  @Test
  void everyEntryArrives(TestReporter reporter) throws Exception {
    kill(40_000, 4, 20_000, 20_261_129, reporter);
  }

  @Test
  @Tag("long")
  void fiveHundredThousandEntriesArrive(TestReporter reporter) throws Exception {
    kill(500_000, 12, 8_000, Seed.fresh(), reporter);
  }

  private void kill(int entries, int kills, int perSecond, long seed, TestReporter reporter)
      throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    SplittableRandom answers = random.split();
    LongAdder lost = new LongAdder();
    Path journal = Files.createDirectory(folder.resolve("journal"));
    int port = Ports.free(1)[0];
    try (Backend backend =
        Backend.start(Protocol.GRPC, entries, numbers -> answer(answers, lost, numbers.size()))) {
      String config = config(journal, "beginning", "", port, backend.port());
      try (SystemJournal log = SystemJournal.open(journal.resolve("a.journal"), '1', 0)) {
        for (int kill = 1; kill <= kills; kill++) {
          try (BeltlineProcess collector = BeltlineProcess.start(folder, config, port)) {
            log.append(entries * kill / kills - log.written(), perSecond);
            RealClock.INSTANCE.sleep(Duration.ofMillis(random.nextInt(400)));
            collector.process().kill();
          }
        }
      }
      try (BeltlineProcess collector = BeltlineProcess.start(folder, config, port)) {
        await(backend, entries, collector);
        assertThat(collector.stop()).as(collector.process().log()).isZero();
      }
      long duplicates = backend.duplicates();
      assertThat(duplicates).isLessThanOrEqualTo((long) kills * ON_THE_WAY + lost.sum());
      reporter.publishEntry(
          Map.of(
              "seed", Long.toString(seed),
              "entries", Integer.toString(entries),
              "kills", Integer.toString(kills),
              "missing", "0",
              "in answers that were lost", Long.toString(lost.sum()),
              "doubled", Long.toString(duplicates)));
      try (BeltlineProcess collector = BeltlineProcess.start(folder, config, port)) {
        assertThat(collector.stop()).isZero();
      }
      assertThat(backend.duplicates()).as("read again after an end in order").isEqualTo(duplicates);
    }
  }

  private static synchronized Answer answer(SplittableRandom random, LongAdder lost, int entries) {
    int draw = random.nextInt(20);
    if (draw == 0) {
      lost.add(entries);
    }
    return draw == 0 ? TAKEN_AND_LOST : draw < 4 ? AWAY : Answer.TAKEN;
  }

  @Test
  void otherFiltersAndAnotherBootLoseNothing() throws Exception {
    Path journal = Files.createDirectory(folder.resolve("journal"));
    Path file = journal.resolve("a.journal");
    try (SystemJournal log = SystemJournal.open(file, '1', 0)) {
      log.append(50);
    }
    try (SystemJournal log = SystemJournal.open(file, '2', 50)) {
      log.append(50);
    }
    int port = Ports.free(1)[0];
    try (Backend backend = Backend.start(Protocol.GRPC, 200, numbers -> Answer.TAKEN)) {
      String first = config(journal, "beginning", "a", port, backend.port());
      try (BeltlineProcess collector = BeltlineProcess.start(folder, first, port)) {
        await(backend, 50, collector); // the even ones of both
        assertThat(collector.stop()).isZero();
      }
      try (SystemJournal log = SystemJournal.open(file, '3', 100)) {
        log.append(100);
      }
      String second = config(journal, "beginning", "b", port, backend.port());
      try (BeltlineProcess collector = BeltlineProcess.start(folder, second, port)) {
        await(backend, 50 + 51, collector); // the odd ones behind the 98th
        assertThat(collector.stop()).isZero();
      }
      assertThat(backend.arrivals(99)).isOne();
      assertThat(backend.duplicates()).isZero();
    }
  }

  @Test
  void fromTheEndNothingIsMissedThatComesLater() throws Exception {
    Path journal = Files.createDirectory(folder.resolve("journal"));
    Path file = journal.resolve("a.journal");
    try (SystemJournal log = SystemJournal.open(file, '1', 0)) {
      log.append(100);
    }
    int port = Ports.free(1)[0];
    try (Backend backend = Backend.start(Protocol.GRPC, 200, numbers -> Answer.TAKEN)) {
      String config = config(journal, "end", "", port, backend.port());
      try (BeltlineProcess collector = BeltlineProcess.start(folder, config, port)) {
        collector
            .process()
            .await(
                LIMIT,
                () -> "a cursor in the storage",
                () -> isStored(folder.resolve("storage")) ? Optional.of(true) : Optional.empty());
        collector.process().kill();
      }
      try (SystemJournal log = SystemJournal.open(file, '1', 100)) {
        log.append(100);
      }
      try (BeltlineProcess collector = BeltlineProcess.start(folder, config, port)) {
        await(backend, 100, collector);
        assertThat(collector.stop()).isZero();
      }
      assertThat(backend.arrivals(99)).as("before the end").isZero();
    }
  }

  private static boolean isStored(Path storage) throws Exception {
    if (!Files.isDirectory(storage)) {
      return false;
    }
    try (var files = Files.walk(storage)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
            .contains(";b=1111")) {
          return true;
        }
      }
    }
    return false;
  }

  private static void await(Backend backend, int entries, BeltlineProcess collector)
      throws Exception {
    Eventually.answer(
        LIMIT,
        () -> "all " + entries + " entries",
        () -> backend.distinct() + " arrived\n" + collector.process().log(),
        () -> backend.distinct() == entries ? Optional.of(true) : Optional.empty());
  }

  private static String config(Path journal, String startAt, String unit, int metrics, int port) {
    String matches = unit.isEmpty() ? "[]" : "[{_SYSTEMD_UNIT: " + unit + ".service}]";
    return """
    extensions:
      file_storage: {directory: ./storage, create_directory: true}
    receivers:
      journald:
        directory: '%1$s'
        start_at: %2$s
        matches: %3$s
        storage: file_storage
        retry_on_failure: {initial_interval: 50ms, max_interval: 200ms}
        operators:
          - type: regex_parser
            parse_from: body.MESSAGE
            regex: '^(?P<number>[0-9]+) '
            timestamp: {parse_from: attributes.number, layout_type: epoch, layout: ns}
    exporters:
      otlp:
        endpoint: '127.0.0.1:%5$d'
        tls: {insecure: true}
        sending_queue: {queue_size: 10}
        retry_on_failure: {initial_interval: 20ms, max_interval: 100ms}
    service:
      extensions: [file_storage]
      telemetry:
        metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: %4$d}}}}]}
      pipelines:
        logs: {receivers: [journald], exporters: [otlp]}
    """
        .formatted(journal, startAt, matches, metrics, port);
  }
}

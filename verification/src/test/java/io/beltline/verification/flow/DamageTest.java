package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Status;
import io.beltline.testkit.Numbered;
import io.beltline.verification.flow.Backend.Answer;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A collector that was killed with its queue on disk finds the files damaged: it starts, delivers
 * what is whole, and says exactly how much is not.
 */
class DamageTest {
  private static final int PER_REQUEST = 10;
  private static final int REQUESTS = 1_500;
  private static final int RECORDS = PER_REQUEST * REQUESTS;
  private static final int DELIVERED_BEFORE = 300;
  private static final Duration READY = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Pattern TORN = Pattern.compile("removed \\d+ bytes and (\\d+) records");

  private static final String CONFIG =
      """
      extensions:
        file_storage:
          directory: ./storage
          create_directory: true
          journal: {segment_size: 262144, min_free_space: 0}
      receivers:
        otlp: {protocols: {grpc: {endpoint: '127.0.0.1:%1$d'}}}
      exporters:
        otlp:
          endpoint: '127.0.0.1:%3$d'
          tls: {insecure: true}
          compression: none
          sending_queue: {storage: file_storage, num_consumers: 2, queue_size: 100000}
          retry_on_failure: {initial_interval: 20ms, max_interval: 100ms}
      service:
        extensions: [file_storage]
        telemetry:
          metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: %2$d}}}}]}
        pipelines:
          logs: {receivers: [otlp], exporters: [otlp]}
      """;

  @TempDir private static Path before;
  @TempDir private Path folder;

  /** What happens to the files; records are requests. */
  private enum Damage {
    FLIPPED_BYTE_IN_A_MIDDLE_SEGMENT {
      @Override
      void to(JournalFiles files, RandomGenerator random) throws IOException {
        JournalFiles.flip(files.segments().get(files.segments().size() / 2), random);
      }
    },
    HALF_LAST_RECORD {
      @Override
      void to(JournalFiles files, RandomGenerator random) throws IOException {
        JournalFiles.cut(files.segments().getLast(), 600);
      }
    },
    ZERO_LENGTH_SEGMENT {
      @Override
      void to(JournalFiles files, RandomGenerator random) throws IOException {
        JournalFiles.cut(files.segments().get(files.segments().size() / 2), Long.MAX_VALUE);
      }
    },
    MISSING_CURSOR {
      @Override
      void to(JournalFiles files, RandomGenerator random) throws IOException {
        for (Path cursor : files.cursors()) {
          Files.delete(cursor);
        }
      }
    },
    ALL_TOGETHER {
      @Override
      void to(JournalFiles files, RandomGenerator random) throws IOException {
        List<Path> segments = files.segments();
        JournalFiles.flip(segments.get(segments.size() - 2), random);
        HALF_LAST_RECORD.to(files, random);
        ZERO_LENGTH_SEGMENT.to(files, random);
        MISSING_CURSOR.to(files, random);
      }
    },
    TWENTY_FLIPPED_BYTES {
      @Override
      void to(JournalFiles files, RandomGenerator random) throws IOException {
        List<Path> segments = files.segments();
        for (int i = 0; i < 20; i++) {
          JournalFiles.flip(segments.get(random.nextInt(segments.size())), random);
        }
      }
    };

    abstract void to(JournalFiles files, RandomGenerator random) throws IOException;
  }

  /** A queue that has delivered a part of what it got and was then killed. */
  @BeforeAll
  static void aKilledCollector() throws Exception {
    int[] ports = Ports.free(2);
    try (Backend backend =
            Backend.start(
                Protocol.GRPC,
                RECORDS,
                numbers ->
                    numbers.getFirst() < DELIVERED_BEFORE * PER_REQUEST
                        ? Answer.TAKEN
                        : new Answer(false, Status.Code.UNAVAILABLE, null));
        BeltlineProcess collector =
            BeltlineProcess.start(
                before, CONFIG.formatted(ports[0], ports[1], backend.port()), ports);
        Sender sender = Sender.to(Protocol.GRPC, ports[0])) {
      for (int i = 0; i < REQUESTS; i++) {
        assertThat(sender.send(Numbered.logs((long) i * PER_REQUEST, PER_REQUEST, 100)).accepted())
            .isTrue();
      }
      Eventually.answer(
          LIMIT,
          () -> "the first ones delivered",
          () -> collector.process().log(),
          () -> Optional.of(backend).filter(b -> b.distinct() == DELIVERED_BEFORE * PER_REQUEST));
      collector.process().kill();
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_is_whole_is_delivered_and_the_rest_counted(Damage damage, TestReporter reporter)
      throws Exception {
    long seed = Seed.of(20_261_123);
    JournalFiles.copy(before.resolve("storage"), folder.resolve("storage"));
    damage.to(new JournalFiles(folder.resolve("storage")), new SplittableRandom(seed));
    int[] ports = Ports.free(2);
    try (Backend backend = Backend.start(Protocol.GRPC, RECORDS, numbers -> Answer.TAKEN)) {
      String config = CONFIG.formatted(ports[0], ports[1], backend.port());
      Duration ready;
      Duration listening;
      long skipped;
      String log;
      try (BeltlineProcess collector = BeltlineProcess.start(folder, config, ports)) {
        ready = collector.process().processorTime();
        listening = collector.timeToListening();
        MetricsPage page = atRest(collector, ports[1]);
        skipped = page.count("beltline_journal_skipped_records", "journal=\"queues\"");
        assertThat(page.count("beltline_journal_skipped_items", "journal=\"queues\""))
            .as(page.text())
            .isEqualTo(skipped * PER_REQUEST);
        log = collector.process().log();
        assertThat(collector.stop()).as(log).isZero();
      }
      long requests = backend.distinct() / PER_REQUEST;
      reporter.publishEntry(
          Map.of(
              "damage", damage.name(),
              "seed", Long.toString(seed),
              "ready after ms", Long.toString(listening.toMillis()),
              "ms of processor time", Long.toString(ready.toMillis()),
              "requests delivered", Long.toString(requests),
              "skipped", Long.toString(skipped),
              "log", String.join("\n", log.lines().filter(l -> l.contains("storage")).toList())));
      assertThat(ready).as(log).isLessThan(READY);
      assertThat(backend.duplicates()).isZero();
      long missing =
          IntStream.range(DELIVERED_BEFORE, REQUESTS)
              .filter(i -> backend.arrivals(i * PER_REQUEST) == 0)
              .count();
      assertThat(skipped + torn(log)).as(log).isEqualTo(missing);

      if (damage == Damage.ALL_TOGETHER) {
        tellsItOnce(config, ports);
        assertThat(backend.duplicates()).isZero();
      }
    }
  }

  /** The next start finds everything mended. */
  private void tellsItOnce(String config, int... ports) throws Exception {
    try (BeltlineProcess again = BeltlineProcess.start(folder, config, ports)) {
      MetricsPage page = atRest(again, ports[1]);
      assertThat(page.count("beltline_journal_skipped_records")).isZero();
      assertThat(again.process().log()).doesNotContain("\twarn\t");
      assertThat(again.stop()).isZero();
    }
  }

  /** Requests at the end of which a part is gone: of these nobody can say that they were kept. */
  private static long torn(String log) {
    Matcher told = TORN.matcher(log);
    return told.find() ? Long.parseLong(told.group(1)) : 0;
  }

  private static MetricsPage atRest(BeltlineProcess collector, int port) throws Exception {
    return Eventually.answer(
        LIMIT,
        () -> "nothing in flight",
        () -> collector.process().log(),
        () ->
            Optional.of(MetricsPage.at(port))
                .filter(page -> page.count("beltline_ledger_in_flight_items") == 0));
  }
}

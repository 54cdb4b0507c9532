package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Status;
import io.beltline.testkit.RealClock;
import io.beltline.verification.flow.Backend.Answer;
import io.beltline.verification.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A collector with its queues on disk, killed again and again under load: what it has acknowledged
 * arrives at two destinations, and what was being sent at a kill arrives at most twice.
 */
class KillTest {
  private static final int KILLS = 6;
  private static final int MANY_KILLS = 200;
  private static final int PER_REQUEST = Lives.PER_REQUEST;
  private static final int ROOM = Lives.ROOM;
  private static final int CONSUMERS = 4;
  private static final int LONGEST_LIFE = 1500;
  private static final int LONGEST_START = 1500;
  private static final Answer AWAY = new Answer(false, Status.Code.UNAVAILABLE, null);

  private static final String CONFIG =
      """
      extensions:
        file_storage:
          directory: ./storage
          create_directory: true
          journal: {segment_size: 262144, min_free_space: 0}
      receivers:
        otlp:
          protocols:
            grpc: {endpoint: '127.0.0.1:%1$d'}
            http: {endpoint: '127.0.0.1:%2$d'}
      exporters:
        otlp:
          endpoint: '127.0.0.1:%4$d'
          tls: {insecure: true}
          sending_queue: {storage: file_storage, num_consumers: 4, queue_size: 100000}
          retry_on_failure: {initial_interval: 20ms, max_interval: 100ms}
        otlphttp:
          endpoint: 'http://127.0.0.1:%5$d'
          sending_queue: {storage: file_storage, num_consumers: 4, queue_size: 100000}
          retry_on_failure: {initial_interval: 20ms, max_interval: 100ms}
      service:
        extensions: [file_storage]
        telemetry:
          metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: %3$d}}}}]}
        pipelines:
          logs: {receivers: [otlp], exporters: [otlp, otlphttp]}
      """;

  @TempDir private Path folder;

  @Test
  void nothing_acknowledged_is_lost(TestReporter reporter) throws Exception {
    kill(KILLS, 20_261_123, reporter);
  }

  @Test
  @Tag("long") // 200 processes
  void nothing_acknowledged_is_lost_in_many_kills(TestReporter reporter) throws Exception {
    kill(MANY_KILLS, Seed.fresh(), reporter);
  }

  private static Backend backend(Protocol protocol, AtomicBoolean away) {
    return Backend.start(
        protocol,
        ROOM,
        numbers -> {
          RealClock.INSTANCE.sleep(Duration.ofMillis(numbers.getFirst() % 7));
          return away.get() ? AWAY : Answer.TAKEN;
        });
  }

  private void kill(int kills, long seed, TestReporter reporter) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    int[] ports = Ports.free(3);
    AtomicBoolean away = new AtomicBoolean();
    try (Backend grpc = backend(Protocol.GRPC, away);
        Backend http = backend(Protocol.HTTP, new AtomicBoolean());
        Lives lives =
            new Lives(
                folder,
                CONFIG.formatted(ports[0], ports[1], ports[2], grpc.port(), http.port()),
                ports)) {
      for (int kill = 1; kill <= kills; kill++) {
        away.set(random.nextInt(4) == 0);
        if (random.nextInt(5) == 0) {
          lives.killWhileStarting(Duration.ofMillis(random.nextInt(LONGEST_START)));
        } else {
          lives.killUnderLoad(Duration.ofMillis(random.nextInt(LONGEST_LIFE)));
        }
        long allowed = (long) kill * CONSUMERS * PER_REQUEST;
        assertThat(grpc.duplicates())
            .as("seed %d, kill %d", seed, kill)
            .isLessThanOrEqualTo(allowed);
        assertThat(http.duplicates())
            .as("seed %d, kill %d", seed, kill)
            .isLessThanOrEqualTo(allowed);
      }
      away.set(false);
      lives.deliverAll(List.of(grpc, http), "seed " + seed);
      long before = grpc.duplicates() + http.duplicates();
      lives.startAndStop();
      assertThat(grpc.duplicates() + http.duplicates())
          .as("sent again although delivered and acknowledged")
          .isEqualTo(before);
      reporter.publishEntry(
          Map.of(
              "seed", Long.toString(seed),
              "kills", Integer.toString(kills),
              "acknowledged records", Long.toString(lives.accepted()),
              "lost", "0",
              "clients were told", lives.told(),
              "twice at the gRPC destination", Long.toString(grpc.duplicates()),
              "twice at the HTTP destination", Long.toString(http.duplicates()),
              "allowed at each", Long.toString((long) kills * CONSUMERS * PER_REQUEST)));
    }
  }
}

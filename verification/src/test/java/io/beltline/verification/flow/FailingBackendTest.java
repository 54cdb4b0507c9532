package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.service.books.DestinationBook;
import io.beltline.service.books.PipelineBook;
import io.beltline.testkit.RealClock;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 100,000 numbered log records to a backend that fails at random: none is lost unseen. */
class FailingBackendTest {
  private static final long SEED = 20_260_101;
  private static final int RECORDS = 100_000;
  private static final int PER_REQUEST = 100;
  private static final int REQUESTS = RECORDS / PER_REQUEST;
  private static final int BODY = 50;
  private static final int CLIENTS = 16;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String CONFIG =
      """
      receivers:
        otlp: {protocols: {%s: {endpoint: '127.0.0.1:%d'}}}
      processors:
        memory_limiter: {check_interval: 1s, limit_mib: 400}
        batch: {timeout: 5ms, send_batch_size: 500, send_batch_max_size: 1000}
      exporters:
        %s:
          endpoint: '%s'
          tls: {insecure: true}
          timeout: 30s
          compression: none
          sending_queue: {%s}
          retry_on_failure: {%s}
      service:
        telemetry: {metrics: {level: none}, logs: {level: error}}
        pipelines:
          logs: {receivers: [otlp], processors: [%s], exporters: [%s]}
      """;

  @ParameterizedTest
  @EnumSource
  void nothing_is_lost_where_the_sender_waits_for_the_backend(
      Protocol protocol, TestReporter reporter) throws Exception {
    int port = Ports.free(1)[0];
    long begin = System.nanoTime();
    try (Backend backend = Backend.start(protocol, RECORDS, new Moods(SEED, 30, true));
        BreakingLine line = BreakingLine.to(backend.port(), new SplittableRandom(SEED), 1_000_000);
        InProcess collector =
            InProcess.start(
                config(
                    protocol,
                    port,
                    line.port(),
                    "wait_for_result: true, block_on_overflow: true, queue_size: 20",
                    "initial_interval: 2ms, max_interval: 5ms, max_elapsed_time: 12ms",
                    "memory_limiter, batch"));
        Sender sender = Sender.to(protocol, port)) {
      Load load = new Load(sender, PER_REQUEST, BODY, true);
      load.run(CLIENTS, REQUESTS);

      assertThat(load.acceptedRecords()).isEqualTo(RECORDS);
      assertThat(backend.distinct()).as("told: " + load.told()).isEqualTo(RECORDS);
      DestinationBook books = settled(collector);
      assertThat(books.residue()).isZero();
      assertThat(books.allDropped()).as("dropped: " + books.dropped()).isZero();
      assertThat(collector.pipeline().accepted()).isEqualTo(RECORDS);
      assertThat(collector.pipeline().refused()).isEqualTo(load.refusedRecords());
      assertThat(load.refusedRecords()).as("refusals the clients saw").isPositive();
      assertThat(line.resets()).as("connections reset").isPositive();
      reporter.publishEntry(
          Map.of(
              "protocol", protocol.name(),
              "milliseconds", Long.toString(millis(begin)),
              "attempts of clients", Long.toString(load.attempts()),
              "connections reset", Long.toString(line.resets()),
              "arrivals of records that had arrived", Long.toString(backend.duplicates()),
              "clients were told", load.told().toString(),
              "the backend said", backend.answers().toString()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_a_small_queue_loses_stands_in_the_books(Protocol protocol, TestReporter reporter)
      throws Exception {
    int port = Ports.free(1)[0];
    long begin = System.nanoTime();
    try (Backend backend = Backend.start(protocol, RECORDS, new Moods(SEED, 50, false));
        InProcess collector =
            InProcess.start(
                config(
                    protocol,
                    port,
                    backend.port(),
                    "queue_size: 10, num_consumers: 2",
                    "initial_interval: 2ms, max_interval: 5ms, max_elapsed_time: 6ms",
                    "memory_limiter, batch"));
        Sender sender = Sender.to(protocol, port)) {
      Load load = new Load(sender, PER_REQUEST, BODY, false);
      Load.Running running = load.start(CLIENTS, request -> request < REQUESTS);
      while (load.requests() < REQUESTS) {
        assertThat(collector.destination().residue()).as("books while in flight").isZero();
        RealClock.INSTANCE.sleep(Duration.ofMillis(1));
      }
      running.join();

      DestinationBook books = settled(collector);
      PipelineBook pipeline = collector.pipeline();
      assertThat(pipeline.accepted()).isEqualTo(load.acceptedRecords());
      assertThat(pipeline.refused()).isEqualTo(load.refusedRecords());
      assertThat(books.taken()).isEqualTo(pipeline.accepted());
      assertThat(books.delivered()).isEqualTo(backend.acknowledged());
      assertThat(books.dropped()).containsOnlyKeys("retries_exhausted");
      assertThat(pipeline.accepted()).isEqualTo(books.delivered() + books.allDropped());
      assertThat(backend.distinct()).isEqualTo(books.delivered());
      assertThat(backend.duplicates()).isZero();
      assertThat(
              IntStream.range(0, RECORDS)
                  .filter(n -> backend.arrivals(n) > 0 && !load.isAccepted(n))
                  .count())
          .as("records that arrived although they were refused")
          .isZero();
      shown(collector.metrics(), pipeline, books);
      reporter.publishEntry(
          Map.of(
              "protocol", protocol.name(),
              "milliseconds", Long.toString(millis(begin)),
              "refused", Long.toString(pipeline.refused()),
              "accepted", Long.toString(pipeline.accepted()),
              "delivered", Long.toString(books.delivered()),
              "dropped", books.dropped().toString()));
    }
  }

  private static void shown(MetricsPage page, PipelineBook pipeline, DestinationBook books) {
    assertThat(
            Map.of(
                "accepted", page.count("otelcol_receiver_accepted_log_records"),
                "refused", page.count("otelcol_receiver_refused_log_records"),
                "sent", page.count("otelcol_exporter_sent_log_records"),
                "failed", page.count("otelcol_exporter_send_failed_log_records"),
                "enqueue failed", page.count("otelcol_exporter_enqueue_failed_log_records"),
                "in flight", page.count("beltline_ledger_in_flight_items"),
                "delivered", page.count("beltline_ledger_items", "outcome=\"delivered\""),
                "dropped", page.count("beltline_ledger_items", "outcome=\"dropped\"")))
        .as(page.text())
        .isEqualTo(
            Map.of(
                "accepted", pipeline.accepted(),
                "refused", pipeline.refused(),
                "sent", books.delivered(),
                "failed", books.allDropped(),
                "enqueue failed", pipeline.refused(),
                "in flight", 0L,
                "delivered", books.delivered(),
                "dropped", books.allDropped()));
  }

  @ParameterizedTest
  @EnumSource
  void without_a_queue_the_sender_hears_every_refusal(Protocol protocol) throws Exception {
    int port = Ports.free(1)[0];
    try (Backend backend = Backend.start(protocol, RECORDS, new Moods(SEED, 50, false));
        InProcess collector =
            InProcess.start(
                config(
                    protocol,
                    port,
                    backend.port(),
                    "enabled: false",
                    "enabled: false",
                    "memory_limiter"));
        Sender sender = Sender.to(protocol, port)) {
      Load load = new Load(sender, PER_REQUEST, BODY, false);
      load.run(CLIENTS, REQUESTS);

      assertThat(load.acceptedRecords()).isEqualTo(backend.acknowledged()).isPositive();
      assertThat(
              IntStream.range(0, RECORDS)
                  .filter(n -> (backend.arrivals(n) == 1) != load.isAccepted(n))
                  .count())
          .as("records whose sender was told otherwise than the backend said")
          .isZero();
      long refusals = REQUESTS - load.acceptedRecords() / PER_REQUEST;
      assertThat(load.refusedRecords()).isEqualTo(refusals * PER_REQUEST).isPositive();
      assertThat(load.told().keySet())
          .isSubsetOf("OK", "200", "UNAVAILABLE", "RESOURCE_EXHAUSTED", "503", "429");
      DestinationBook books = settled(collector);
      assertThat(books.delivered()).isEqualTo(backend.acknowledged());
      assertThat(books.returned()).isEqualTo(load.refusedRecords());
      assertThat(books.allDropped()).isZero();
      assertThat(books.residue()).isZero();
    }
  }

  private static DestinationBook settled(InProcess collector) throws Exception {
    return Eventually.answer(
        LIMIT,
        () -> "nothing in flight",
        () -> collector.destination().toString(),
        () -> Optional.of(collector.destination()).filter(book -> book.inFlight() == 0));
  }

  private static String config(
      Protocol protocol, int port, int backend, String queue, String retry, String processors) {
    return CONFIG.formatted(
        protocol.key(),
        port,
        protocol.exporter(),
        protocol.endpoint(backend),
        queue,
        retry,
        processors,
        protocol.exporter());
  }

  private static long millis(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin).toMillis();
  }
}

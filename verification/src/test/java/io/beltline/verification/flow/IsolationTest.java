package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.service.books.DestinationBook;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Four destinations of which three fall ill: what becomes of the healthy one, and of the data. */
class IsolationTest {
  private static final boolean LONG = Boolean.getBoolean("beltline.long");
  private static final int PER_REQUEST = 10;
  private static final int PER_SECOND = 200;
  private static final int WELL = PER_SECOND;
  private static final int ILL = (LONG ? 60 : 4) * PER_SECOND;
  private static final int FULL = (LONG ? 10 : 2) * PER_SECOND;
  private static final int ROOM = 160;
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration CLIENTS_WAIT = Duration.ofMillis(300);

  private static final String CONFIG =
      """
      receivers:
        otlp: {protocols: {grpc: {endpoint: '127.0.0.1:%d'}}}
      exporters:
      %s
      service:
        telemetry: {metrics: {level: none}, logs: {level: error}}
        pipelines:
          logs: {receivers: [otlp], exporters: [%s]}
      """;

  /**
   * The healthy one's queue has room for a fifth of what is sent: if the others slowed it down,
   * requests would be refused.
   */
  @ParameterizedTest
  @EnumSource
  void the_healthy_one_keeps_its_rate_and_the_others_catch_up(
      Protocol protocol, TestReporter reporter) throws Exception {
    int port = Ports.free(1)[0];
    int records = (WELL + ILL) * PER_REQUEST;
    try (Sick sick = Sick.of(protocol, records);
        InProcess collector =
            InProcess.start(config(port, sick, "queue_size: " + ROOM, "queue_size: 100000"));
        Sender sender = Sender.to(Protocol.GRPC, port)) {
      Load load = new Load(sender, PER_REQUEST, 50, false).timing(sick.delays());
      load.runAtRate(PER_SECOND, WELL);
      everywhere(sick, WELL * PER_REQUEST);
      String before = sick.delays().take();

      sick.ill(true);
      long begin = System.nanoTime();
      load.runAtRate(PER_SECOND, ILL);
      long arrived = sick.backend("healthy").distinct() - WELL * PER_REQUEST;
      double seconds = (System.nanoTime() - begin) / 1e9;
      String during = sick.delays().take();
      long silent = sick.backend("silent").distinct();
      long refusing = sick.backend("refusing").distinct();
      long slow = sick.backend("slow").distinct();
      sick.ill(false);

      assertThat(load.acceptedRecords()).as("told: " + load.told()).isEqualTo(records);
      assertThat(silent).isEqualTo(WELL * PER_REQUEST);
      assertThat(refusing).isEqualTo(WELL * PER_REQUEST);
      assertThat(slow).isLessThan(records);
      everywhere(sick, records);
      for (String name : Sick.NAMES) {
        DestinationBook books = settled(collector, id(collector, name));
        assertThat(sick.backend(name).duplicates()).as(name).isZero();
        assertThat(books.delivered()).as(name).isEqualTo(records);
        assertThat(books.residue()).as(name).isZero();
      }
      reporter.publishEntry(
          Map.of(
              "healthy speaks", protocol.name(),
              "sent records a second", Integer.toString(PER_SECOND * PER_REQUEST),
              "healthy got a second", Long.toString(Math.round(arrived / seconds)),
              "to the healthy one before", before,
              "to the healthy one while three were ill", during,
              "slow had meanwhile", Long.toString(slow - WELL * PER_REQUEST)));
    }
  }

  @ParameterizedTest
  @CsvSource({"GRPC, block", "HTTP, reject", "GRPC, drop_oldest"})
  void full_queues_do_what_they_are_told(Protocol protocol, String policy, TestReporter reporter)
      throws Exception {
    int port = Ports.free(1)[0];
    int records = (WELL + FULL) * PER_REQUEST;
    String queue = "queue_size: %d, on_overflow: " + policy;
    try (Sick sick = Sick.of(protocol, records);
        InProcess collector =
            InProcess.start(config(port, sick, queue.formatted(ROOM), queue.formatted(20)));
        Sender sender = Sender.to(Protocol.GRPC, port)) {
      Load load =
          new Load(sender, PER_REQUEST, 50, true).pausing(CLIENTS_WAIT).timing(sick.delays());
      load.runAtRate(PER_SECOND, WELL);
      for (String name : Sick.NAMES) {
        settled(collector, id(collector, name));
      }
      long well = sick.backend("healthy").distinct();
      sick.ill(true);
      long before = load.attempts();
      long begin = System.nanoTime();
      Thread sending = Thread.startVirtualThread(() -> run(load));
      Eventually.answer(
          LIMIT,
          () -> "all sent",
          () -> load.told().toString(),
          () -> Optional.of(load).filter(l -> l.started() == WELL + FULL));
      double seconds = (System.nanoTime() - begin) / 1e9;
      long healthy = sick.backend("healthy").distinct() - well;
      sick.ill(false);
      sending.join();

      assertThat(load.acceptedRecords()).as("told: " + load.told()).isEqualTo(records);
      Map<String, String> figures = new LinkedHashMap<>();
      figures.put("policy", policy);
      figures.put("sent records a second", Long.toString(Math.round(FULL * PER_REQUEST / seconds)));
      figures.put(
          "healthy got a second while three were ill",
          Long.toString(Math.round(healthy / seconds)));
      figures.put("refusals", Long.toString(load.attempts() - before - FULL));
      for (String name : Sick.NAMES) {
        Backend backend = sick.backend(name);
        DestinationBook books = settled(collector, id(collector, name));
        balanced(collector, sick, name);
        assertThat(backend.distinct() + books.allDropped()).as(name).isEqualTo(records);
        switch (policy) {
          case "drop_oldest" -> assertThat(backend.duplicates()).as(name).isZero();
          default -> assertThat(books.allDropped()).as(name).isZero();
        }
        if (policy.equals("block")) {
          assertThat(backend.duplicates()).as(name).isZero();
        }
        figures.put(
            name,
            "arrived %d, twice %d, dropped %d"
                .formatted(backend.distinct(), backend.duplicates(), books.allDropped()));
      }
      reporter.publishEntry(figures);
    }
  }

  /** An exporter's id as the books have it, whatever the configuration's spelling. */
  private static String id(InProcess collector, String name) {
    return collector.destinations().stream()
        .filter(id -> id.endsWith("/" + name))
        .findFirst()
        .orElseThrow();
  }

  private static void balanced(InProcess collector, Sick sick, String name) {
    Backend backend = sick.backend(name);
    DestinationBook books = collector.destination(id(collector, name));
    assertThat(books.residue()).as(name).isZero();
    assertThat(collector.pipelineResidue(id(collector, name))).as(name).isZero();
    assertThat(books.delivered()).as(name).isEqualTo(backend.acknowledged());
    assertThat(backend.distinct() + backend.duplicates()).as(name).isEqualTo(books.delivered());
  }

  private static void run(Load load) {
    try {
      load.runAtRate(PER_SECOND, FULL);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static void everywhere(Sick sick, int records) throws Exception {
    for (String name : Sick.NAMES) {
      Eventually.answer(
          LIMIT,
          () -> records + " records at " + name,
          () -> sick.backend(name).distinct() + " arrived",
          () -> Optional.of(name).filter(n -> sick.backend(n).distinct() == records));
    }
  }

  private static DestinationBook settled(InProcess collector, String id) throws Exception {
    return Eventually.answer(
        LIMIT,
        () -> "nothing in flight",
        () -> collector.destination(id).toString(),
        () -> Optional.of(collector.destination(id)).filter(book -> book.inFlight() == 0));
  }

  private static String config(int port, Sick sick, String healthy, String others) {
    return CONFIG.formatted(
        port,
        sick.exporters(healthy, others),
        String.join(", ", Sick.NAMES.stream().map(sick::id).toList()));
  }
}

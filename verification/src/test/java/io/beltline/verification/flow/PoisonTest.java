package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Status;
import io.beltline.model.Logs;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.testkit.Numbered;
import io.beltline.verification.flow.Backend.Answer;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.peer.Web;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A request of 1,000 records of which two cannot be taken costs the other 998 nothing. */
class PoisonTest {
  private static final int RECORDS = 1000;
  private static final int LARGE = 500;
  private static final int UNMAPPABLE = 700;
  private static final int LARGE_BYTES = 5_000_000;
  private static final int MOST_BYTES = 4 << 20;
  private static final int TOO_LARGE_COSTS = 2;
  private static final int BISECTION_COSTS = 2 * 10; // twice the logarithm of 999
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String TOO_LARGE = "received message larger than max (%d vs. 4194304)";
  private static final String CONFLICT = "field status of record 700 is text (expected: a number)";

  private static final String CONFIG =
      """
      extensions:
        file_storage:
          directory: ./storage
          create_directory: true
          journal: {min_free_space: 0}
      receivers:
        otlp:
          protocols: {grpc: {endpoint: '127.0.0.1:%1$d', max_recv_msg_size_mib: 16}}
      exporters:
        %3$s:
          endpoint: '%4$s'
          tls: {insecure: true}
          compression: none
          sending_queue: {storage: file_storage}
          dead_letters: {storage: file_storage, max_size: 16777216}
      service:
        extensions: [file_storage]
        admin: {endpoint: '127.0.0.1:%5$d'}
        telemetry:
          metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: %2$d}}}}]}
        pipelines:
          logs: {receivers: [otlp], exporters: [%3$s]}
      """;

  @TempDir private Path folder;

  /** The requests the backend got: how many records, and the bytes. */
  private final ConcurrentLinkedQueue<Request> requests = new ConcurrentLinkedQueue<>();

  private final AtomicBoolean mended = new AtomicBoolean();

  private record Request(List<Long> numbers, int bytes) {}

  @ParameterizedTest
  @EnumSource
  void the_others_are_delivered_and_these_when_the_backend_is_mended(
      Protocol protocol, TestReporter reporter) throws Exception {
    int[] ports = Ports.free(3);
    try (Backend backend = Backend.start(protocol, RECORDS, new Strict())) {
      String config =
          CONFIG.formatted(
              ports[0], ports[1], protocol.exporter(), protocol.endpoint(backend.port()), ports[2]);
      try (BeltlineProcess collector = BeltlineProcess.start(folder, config, ports);
          Sender sender = Sender.to(Protocol.GRPC, ports[0])) {
        assertThat(sender.send(thousand()).accepted()).as(collector.process().log()).isTrue();
        MetricsPage page = awaitLetters(collector, ports[1], 2);
        assertThat(page.count("beltline_ledger_items", "outcome=\"delivered\""))
            .isEqualTo(RECORDS - 2);
        assertThat(backend.distinct()).isEqualTo(RECORDS - 2);
        assertThat(backend.duplicates()).isZero();
        costsLittle();
        collector.process().kill();
      }
      List<Integer> sizes = requests.stream().map(r -> r.numbers().size()).toList();
      List<String> words;
      try (BeltlineProcess collector = BeltlineProcess.start(folder, config, ports)) {
        words = words(ports[2]);
        mended.set(true);
        Web.post(ports[2], "/v1/deadletters/redrive?all=true", "application/json", new byte[0]);
        awaitLetters(collector, ports[1], 0);
        Eventually.answer(
            LIMIT,
            () -> "all records",
            () -> collector.process().log(),
            () -> Optional.of(backend).filter(b -> b.distinct() == RECORDS));
        assertThat(backend.duplicates()).isZero();
        assertThat(collector.stop()).as(collector.process().log()).isZero();
      }
      reporter.publishEntry(
          Map.of(
              "protocol", protocol.name(),
              "requests more than one", Integer.toString(sizes.size() - 1),
              "their sizes", sizes.toString(),
              "the letters' words", words.toString()));
    }
  }

  private void costsLittle() {
    List<Request> all = List.copyOf(requests);
    assertThat(all).hasSizeLessThanOrEqualTo(1 + TOO_LARGE_COSTS + BISECTION_COSTS);
    assertThat(all).filteredOn(r -> r.numbers().contains((long) LARGE)).hasSize(2);
    assertThat(all.get(1).numbers()).as("found by its size").hasSize(RECORDS - 1);
  }

  /** What the dead letters say, which have outlived a kill. */
  private static List<String> words(int admin) throws Exception {
    JsonNode letters = Web.read(admin, "/v1/deadletters").orElseThrow().get("dead_letters");
    List<String> words = letters.valueStream().map(l -> l.get("message").asString()).toList();
    assertThat(words).hasSize(2);
    assertThat(words).anySatisfy(message -> assertThat(message).contains(CONFLICT));
    assertThat(words)
        .anySatisfy(message -> assertThat(message).contains("received message larger than max ("));
    assertThat(letters.valueStream().map(l -> l.get("items").intValue())).containsOnly(1);
    return words;
  }

  private static MetricsPage awaitLetters(BeltlineProcess collector, int port, int count)
      throws Exception {
    return Eventually.answer(
        LIMIT,
        () -> count + " dead letters, and nothing that waits",
        () -> collector.process().log(),
        () ->
            Optional.of(MetricsPage.at(port))
                .filter(page -> page.count("beltline_exporter_dead_letters") == count)
                // a letter is kept before its request is let go of: a kill in between sends all
                // again
                .filter(page -> page.count("otelcol_exporter_queue_size") == 0));
  }

  private static Logs thousand() {
    List<Slice> chunks = new ArrayList<>();
    chunks.addAll(Numbered.logs(0, LARGE, 100).payload().chunks());
    chunks.addAll(Numbered.logs(LARGE, 1, LARGE_BYTES).payload().chunks());
    chunks.addAll(Numbered.logs(LARGE + 1, RECORDS - LARGE - 1, 100).payload().chunks());
    return new Logs(Payload.of(chunks));
  }

  /** A backend with a limit on the size of a request and a type for each field. */
  private final class Strict implements Backend.Script {
    @Override
    public Answer next(List<Long> numbers) {
      return next(numbers, 0);
    }

    @Override
    public Answer next(List<Long> numbers, int bytes) {
      requests.add(new Request(numbers, bytes));
      if (mended.get()) {
        return Answer.TAKEN;
      }
      if (bytes > MOST_BYTES) {
        return new Answer(false, Status.Code.RESOURCE_EXHAUSTED, null, TOO_LARGE.formatted(bytes));
      }
      return numbers.contains((long) UNMAPPABLE)
          ? new Answer(false, Status.Code.INVALID_ARGUMENT, null, CONFLICT)
          : Answer.TAKEN;
    }
  }
}

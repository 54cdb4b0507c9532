package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Status;
import io.beltline.model.Logs;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.testkit.Numbered;
import io.beltline.verification.flow.Backend.Answer;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
      receivers:
        otlp:
          protocols: {grpc: {endpoint: '127.0.0.1:%1$d', max_recv_msg_size_mib: 16}}
      exporters:
        %3$s: {endpoint: '%4$s', tls: {insecure: true}, compression: none, dead_letters: {max_size: 16777216}}
      service:
        telemetry:
          metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: %2$d}}}}]}
        pipelines:
          logs: {receivers: [otlp], exporters: [%3$s]}
      """;

  @TempDir private Path folder;

  /** The requests the backend got: how many records, and the bytes. */
  private final ConcurrentLinkedQueue<Request> requests = new ConcurrentLinkedQueue<>();

  private record Request(List<Long> numbers, int bytes) {}

  @ParameterizedTest
  @EnumSource
  void the_others_are_delivered(Protocol protocol, TestReporter reporter) throws Exception {
    int[] ports = Ports.free(2);
    try (Backend backend = Backend.start(protocol, RECORDS, new Strict());
        BeltlineProcess collector =
            BeltlineProcess.start(
                folder,
                CONFIG.formatted(
                    ports[0], ports[1], protocol.exporter(), protocol.endpoint(backend.port())),
                ports);
        Sender sender = Sender.to(Protocol.GRPC, ports[0])) {
      assertThat(sender.send(thousand()).accepted()).as(collector.process().log()).isTrue();
      MetricsPage page =
          Eventually.answer(
              LIMIT,
              () -> "two dead letters",
              () -> backend.distinct() + " arrived\n" + collector.process().log(),
              () ->
                  Optional.of(MetricsPage.at(ports[1]))
                      .filter(p -> p.count("beltline_exporter_dead_letters") == 2));

      assertThat(backend.distinct()).isEqualTo(RECORDS - 2);
      assertThat(backend.duplicates()).isZero();
      assertThat(backend.arrivals(LARGE)).isZero();
      assertThat(backend.arrivals(UNMAPPABLE)).isZero();
      assertThat(page.count("beltline_ledger_dead_lettered_items")).isEqualTo(2);
      assertThat(page.count("beltline_ledger_items", "outcome=\"delivered\""))
          .isEqualTo(RECORDS - 2);
      List<Request> all = List.copyOf(requests);
      assertThat(all).hasSizeLessThanOrEqualTo(1 + TOO_LARGE_COSTS + BISECTION_COSTS);
      assertThat(all).filteredOn(r -> r.numbers().contains((long) LARGE)).hasSize(2);
      assertThat(all.get(1).numbers()).as("found by its size").hasSize(RECORDS - 1);
      reporter.publishEntry(
          Map.of(
              "protocol",
              protocol.name(),
              "requests more than one",
              Integer.toString(all.size() - 1),
              "their sizes",
              all.stream().map(r -> r.numbers().size()).toList().toString()));
    }
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
      if (bytes > MOST_BYTES) {
        return new Answer(false, Status.Code.RESOURCE_EXHAUSTED, null, TOO_LARGE.formatted(bytes));
      }
      return numbers.contains((long) UNMAPPABLE)
          ? new Answer(false, Status.Code.INVALID_ARGUMENT, null, CONFLICT)
          : Answer.TAKEN;
    }
  }
}

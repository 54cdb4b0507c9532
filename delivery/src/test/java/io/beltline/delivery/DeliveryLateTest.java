package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Part;
import io.beltline.api.ExportResult.Places;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.delivery.Rig.Config;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What becomes of requests that get no answer in time. */
class DeliveryLateTest {
  private static final Refusal LATE =
      new Refusal(Action.RETRY, Status.of(Code.DEADLINE_EXCEEDED), "no answer", null)
          .open(true)
          .late(true);

  private static final Map<String, String> LABELS =
      Map.of("exporter", "otlp/x", "data_type", "logs");

  private static Function<ExportRequest, ExportResult> answersUpTo(int items) {
    return request ->
        request.telemetry().itemCount() > items
            ? new ExportResult.Refused(LATE)
            : ExportResult.delivered();
  }

  private static List<Long> numbers(int count) {
    return LongStream.range(0, count).boxed().toList();
  }

  /** Lets so many waits before another attempt pass. */
  private static void pass(Rig rig, int waits) {
    for (int i = 0; i < waits; i++) {
      rig.clock.awaitPending(1);
      rig.clock.advance(rig.clock.waits().getFirst());
    }
  }

  @Test
  void isTriedAgainInHalvesAndWhatIsAnsweredIsSettled() {
    Rig rig = Rig.of(Config.DEFAULTS.consumers(1).plainRetry(Duration.ZERO));
    rig.exporter.always(answersUpTo(10));
    rig.send(logs(0, 64));
    pass(rig, 3);
    rig.exporter.awaitDelivered(16);
    rig.until(() -> rig.books().delivered() == 16);
    pass(rig, 4);
    rig.exporter.awaitDelivered(64);
    assertThat(rig.exporter.delivered()).isEqualTo(numbers(64));
    assertThat(rig.exporter.sizes())
        .containsExactly(64, 32, 16, 8, 8, 16, 8, 8, 32, 16, 8, 8, 16, 8, 8);
    assertThat(rig.exporter.requests().getLast().origins().open().cardinality()).isEqualTo(8);
    assertThat(rig.recorder.counter("otelcol_exporter_retries", LABELS)).isEqualTo(14);
    Books books = rig.end();
    assertThat(books.delivered()).isEqualTo(64);
    assertThat(books.residue()).isZero();
    assertThat(rig.recorder.lines)
        .contains(
            "INFO could not deliver, tries again: DEADLINE_EXCEEDED (504): no answer: tried again"
                + " as two requests");
  }

  @Test
  void oneItemIsTriedAgainAsItIs() {
    Rig rig = Rig.of(Config.DEFAULTS.consumers(1).plainRetry(Duration.ZERO));
    rig.exporter.then(new ExportResult.Refused(LATE), new ExportResult.Refused(LATE));
    rig.send(logs(0, 1));
    pass(rig, 2);
    rig.exporter.awaitDelivered(1);
    assertThat(rig.exporter.sizes()).containsExactly(1, 1, 1);
    assertThat(rig.end().residue()).isZero();
    assertThat(rig.recorder.lines).noneMatch(line -> line.contains("two requests"));
  }

  @Test
  void otherRequestsGetSmallerTooAndGrowAgain() {
    Rig rig = Rig.of(Config.DEFAULTS.consumers(1).plainRetry(Duration.ZERO).awaiting());
    rig.exporter.then(new ExportResult.Refused(LATE));
    var first = rig.sendAside(logs(0, 100, 4000));
    pass(rig, 1);
    assertThat(Rig.join(first).isAccepted()).isTrue();
    rig.send(logs(100, 100, 4000));
    assertThat(rig.exporter.sizes()).containsExactly(100, 50, 50, 50, 50);
    assertThat(rig.recorder.gauge("beltline_exporter_size_limit_bytes", LABELS))
        .isEqualTo((double) (logs(0, 100, 4000).byteSize() / 2));
    rig.clock.advance(Duration.ofSeconds(20));
    rig.send(logs(200, 100, 4000));
    rig.send(logs(300, 100, 4000));
    assertThat(rig.exporter.sizes().subList(5, 8)).containsExactly(50, 50, 100);
    assertThat(rig.exporter.delivered()).isEqualTo(numbers(400));
    rig.end();
  }

  @Test
  void whatWasAnsweredOfAnAttemptIsNotSentAgain() {
    Rig rig = Rig.of(Config.DEFAULTS.consumers(1).plainRetry(Duration.ZERO));
    BitSet rest = new BitSet();
    rest.set(4, 10);
    rig.exporter.then(
        new ExportResult.Partial(
            List.of(new Part(logs(4, 6), LATE, true, new Places(rest, rest)))));
    rig.send(logs(0, 10));
    pass(rig, 1);
    rig.exporter.awaitDelivered(10);
    assertThat(rig.exporter.sizes()).containsExactly(10, 3, 3);
    assertThat(rig.exporter.delivered()).isEqualTo(numbers(10));
    assertThat(rig.exporter.requests().getLast().origins().open().cardinality()).isEqualTo(3);
    assertThat(rig.end().residue()).isZero();
  }

  @Test
  void halvesHaveTheTimeOfTheWhole() {
    Rig rig = Rig.of(Config.DEFAULTS.consumers(1).plainRetry(Duration.ofSeconds(5)).awaiting());
    rig.exporter.always(answersUpTo(0));
    var answer = rig.sendAside(logs(0, 4));
    pass(rig, 3);
    assertThat(Rig.join(answer)).isInstanceOf(Retryable.class);
    assertThat(rig.exporter.sizes()).containsExactly(4, 2, 1, 1, 2, 1, 1);
    Books books = rig.end();
    assertThat(books.returned()).isEqualTo(4);
    assertThat(books.residue()).isZero();
  }

  @Test
  void withoutRetriesNothingIsTriedAgain() {
    Rig rig = Rig.of(Config.DEFAULTS.consumers(1).noRetry());
    rig.exporter.always(answersUpTo(0));
    rig.send(logs(0, 4));
    rig.exporter.awaitRequests(1);
    assertThat(rig.end().dropped(DropReason.RETRIES_EXHAUSTED)).isEqualTo(4);
    assertThat(rig.exporter.sizes()).containsExactly(4);
    assertThat(rig.recorder.lines).noneMatch(line -> line.contains("two requests"));
  }
}

package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentStatus;
import io.beltline.api.ComponentStatus.Level;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Status;
import io.beltline.delivery.Rig.Config;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryRetryTest {

  Rig of(Config config) {
    return Rig.of(config);
  }

  private static final ExportResult LATER = ExportResult.retry(Status.UNAVAILABLE, "busy", null);

  @Test
  void waitsLongerAfterEachFailure() {
    Rig rig = of(Config.DEFAULTS.plainRetry(Duration.ZERO));
    rig.exporter.then(LATER, LATER, LATER, LATER, LATER, LATER);
    rig.send(logs(0, 1));
    for (int seconds : new int[] {1, 2, 4, 8, 10, 10}) {
      rig.clock.awaitPending(1);
      assertThat(rig.clock.waits()).containsExactly(Duration.ofSeconds(seconds));
      rig.clock.advance(Duration.ofSeconds(seconds));
    }
    rig.exporter.awaitDelivered(1);
    assertThat(rig.exporter.requests()).hasSize(7);
    assertThat(rig.recorder.counter("otelcol_exporter_retries", RETRY_LABELS)).isEqualTo(6);
    assertThat(rig.end().delivered()).isEqualTo(1);
  }

  /** Whether the destination may have the item, attempt by attempt. */
  private static List<Boolean> open(Rig rig) {
    return rig.exporter.requests().stream().map(one -> one.origins().open().get(0)).toList();
  }

  @Test
  void itemsAreOpenOnceAnAnswerLeftItOpen() {
    Rig rig = of(Config.DEFAULTS.plainRetry(Duration.ZERO));
    Refusal busy = new Refusal(Action.RETRY, Status.ofHttp(429), "busy", null);
    rig.exporter.then(
        new ExportResult.Refused(busy),
        new ExportResult.Refused(busy.open(true)),
        new ExportResult.Refused(busy));
    rig.send(logs(0, 1));
    for (int seconds : new int[] {1, 2, 4}) {
      rig.clock.awaitPending(1);
      rig.clock.advance(Duration.ofSeconds(seconds));
    }
    rig.exporter.awaitDelivered(1);
    assertThat(open(rig)).containsExactly(false, false, true, true);
    rig.end();
  }

  @Test
  void halvesOfWhatIsOpenAreOpen() {
    Rig rig = of(Config.DEFAULTS.plainRetry(Duration.ZERO));
    Refusal large = new Refusal(Action.RETRY_SMALLER, Status.ofHttp(413), "large", null);
    rig.exporter.then(new ExportResult.Refused(large.open(true)));
    rig.send(logs(0, 2));
    rig.exporter.awaitDelivered(2);
    assertThat(open(rig)).containsExactly(false, true, true);
    rig.end();
  }

  private static final java.util.Map<String, String> RETRY_LABELS =
      java.util.Map.of("exporter", "otlp/x", "data_type", "logs");

  @Test
  void spreadsTheWaits() {
    // the rig's random source is constant: nextDouble() gives 0.5, the middle of the spread
    RetryConfig retry = RetryConfig.defaults();
    Backoff low = new Backoff(retry, () -> 0, Duration.ZERO, Duration.ZERO);
    Backoff high = new Backoff(retry, () -> -1, Duration.ZERO, Duration.ZERO);
    assertThat(low.next(new Trial(), false)).isEqualTo(Duration.ofMillis(2500).toNanos());
    assertThat(high.next(new Trial(), false))
        .isBetween(Duration.ofMillis(7499).toNanos(), Duration.ofMillis(7500).toNanos());
  }

  @Test
  void neverComesBackBeforeTheDestinationAskedFor() {
    Rig rig = of(Config.DEFAULTS.plainRetry(Duration.ZERO));
    rig.exporter.then(ExportResult.retry(Status.UNAVAILABLE, "", Duration.ofSeconds(60)));
    rig.send(logs(0, 1));
    rig.clock.awaitPending(1);
    rig.clock.advance(Duration.ofSeconds(59));
    assertThat(rig.exporter.requests()).hasSize(1);
    rig.clock.advance(Duration.ofSeconds(1));
    rig.exporter.awaitDelivered(1);
    rig.end();
  }

  @Test
  void givesUpWhenTheTimeIsOver() {
    Rig rig = of(Config.DEFAULTS.plainRetry(Duration.ofSeconds(5)).awaiting());
    rig.exporter.always(request -> LATER);
    var answer = rig.sendAside(logs(0, 3));
    rig.clock.awaitPending(1);
    rig.clock.advance(Duration.ofSeconds(1));
    rig.clock.awaitPending(1);
    rig.clock.advance(Duration.ofSeconds(2));
    assertThat(Rig.join(answer)).isEqualTo(new Retryable(Status.UNAVAILABLE, "busy", null));
    assertThat(rig.exporter.requests()).hasSize(3);
    assertThat(rig.books().returned()).isEqualTo(3);
    assertThat(rig.counter("otelcol_exporter_send_failed_log_records")).isEqualTo(3);
    rig.end();
  }

  @Test
  void countsWhatNobodyWaitsForAsDropped() {
    Rig rig = of(Config.DEFAULTS.noRetry());
    rig.exporter.then(LATER, ExportResult.refused(Action.DROP, Status.ofHttp(422), "no"));
    rig.send(logs(0, 3));
    rig.send(logs(3, 2));
    rig.exporter.awaitRequests(2); // a queue on disk is left when the first has failed
    Books books = rig.end();
    assertThat(books.allDropped()).isEqualTo(5);
    assertThat(books.dropped(DropReason.RETRIES_EXHAUSTED) + books.dropped(DropReason.REFUSED))
        .isEqualTo(5);
    assertThat(rig.recorder.dropped(DropReason.REFUSED))
        .isEqualTo(books.dropped(DropReason.REFUSED))
        .isPositive();
    assertThat(books.residue()).isZero();
  }

  @Test
  void probesSlowlyWhatAPersonMustMend() {
    Rig rig = of(Config.DEFAULTS.plainRetry(Duration.ZERO));
    rig.exporter.then(ExportResult.refused(Action.HOLD, Status.ofHttp(401), "who are you"));
    rig.send(logs(0, 1));
    rig.clock.awaitPending(1);
    assertThat(rig.clock.waits()).containsExactly(Duration.ofSeconds(10));
    assertThat(rig.recorder.statuses)
        .extracting(ComponentStatus::level)
        .containsExactly(Level.PERMANENT_ERROR);
    rig.clock.advance(Duration.ofSeconds(10));
    rig.exporter.awaitDelivered(1);
    rig.end();
    assertThat(rig.recorder.statuses)
        .extracting(ComponentStatus::level)
        .containsExactly(Level.PERMANENT_ERROR, Level.OK);
  }

  @Test
  void holdsBeyondTheUsualTimeUnlessTheUserSetOneOrACallerWaits() {
    assertThat(holds(Config.DEFAULTS)).isTrue();
    assertThat(holds(Config.DEFAULTS.plainRetry(Duration.ofMinutes(5)))).isFalse();
    assertThat(holds(Config.DEFAULTS.awaiting())).isFalse();
  }

  /** Whether what a person has to mend is still tried after ten minutes. */
  private boolean holds(Config config) {
    Rig rig = of(config.consumers(1));
    rig.exporter.always(
        request -> ExportResult.refused(Action.HOLD, Status.ofHttp(401), "who are you"));
    var answer = rig.sendAside(logs(0, 1));
    rig.until(() -> rig.books().accepted() == 1);
    for (int i = 0; i < 60 && rig.books().inFlight() > 0; i++) {
      int made = rig.exporter.requests().size();
      rig.until(() -> !rig.clock.waits().isEmpty() || rig.books().inFlight() == 0);
      rig.clock.advance(Duration.ofSeconds(30));
      rig.until(() -> rig.exporter.requests().size() > made || rig.books().inFlight() == 0);
    }
    boolean held = rig.books().inFlight() > 0;
    rig.shutdown(Duration.ofSeconds(1));
    assertThat(Rig.join(answer)).isNotNull();
    return held;
  }

  @Test
  void reportsAFailingDestinationOnceAndItsRecoveryOnce() {
    Rig rig = of(Config.DEFAULTS.plainRetry(Duration.ZERO));
    rig.exporter.always(request -> LATER);
    rig.send(logs(0, 1));
    rig.clock.awaitPending(1);
    assertThat(rig.recorder.statuses).isEmpty();
    assertThat(rig.recorder.lines)
        .singleElement()
        .asString()
        .startsWith("INFO could not deliver, tries again: ");
    for (int i = 0; i < 20; i++) {
      rig.clock.advance(rig.clock.waits().getFirst());
      rig.clock.awaitPending(1);
    }
    assertThat(rig.recorder.statuses)
        .extracting(ComponentStatus::level)
        .containsExactly(Level.RECOVERABLE_ERROR);
    // 20 failures in three minutes: the first, the change, and at most one line a minute after it
    assertThat(rig.recorder.lines).hasSizeBetween(3, 5).allMatch(line -> line.contains("busy"));
    rig.exporter.always(request -> ExportResult.delivered());
    rig.clock.advance(Duration.ofSeconds(10));
    rig.exporter.awaitDelivered(1);
    rig.end();
    assertThat(rig.recorder.statuses)
        .extracting(ComponentStatus::level)
        .containsExactly(Level.RECOVERABLE_ERROR, Level.OK);
    assertThat(rig.recorder.lines.getLast()).isEqualTo("INFO delivers again");
  }

  @Test
  void keepsDeadLettersWhereThereIsAPlaceForThem() {
    Rig rig = Rig.withLetters(Config.DEFAULTS);
    rig.exporter.then(ExportResult.refused(Action.DEAD_LETTER, Status.ofHttp(400), "odd field"));
    rig.send(logs(0, 3));
    Books books = rig.end();
    assertThat(books.deadLettered()).isEqualTo(3);
    assertThat(books.residue()).isZero();
    assertThat(rig.letters)
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.head().message()).isEqualTo("odd field");
              assertThat(letter.head().reason()).isEqualTo(DropReason.REFUSED);
              assertThat(letter.head().status()).isEqualTo(Status.ofHttp(400));
              assertThat(Numbered.numbers(letter.telemetry())).containsExactly(0L, 1L, 2L);
            });
  }

  @Test
  void dropsWhatIsRefusedForGoodAndQuotesTheDestination() {
    Rig rig = of(Config.DEFAULTS);
    rig.exporter.then(ExportResult.refused(Action.DEAD_LETTER, Status.ofHttp(400), "odd field"));
    rig.send(logs(0, 3));
    assertThat(rig.end().dropped(DropReason.REFUSED)).isEqualTo(3);
    assertThat(rig.recorder.lines)
        .singleElement()
        .isEqualTo("WARN 3 items refused: INVALID_ARGUMENT (400): odd field");
  }

  @Test
  void countsAnExporterThatThrowsAndTellsOnce() {
    Rig rig = of(Config.DEFAULTS.awaiting());
    rig.exporter.always(
        request -> {
          throw new IllegalStateException("bug");
        });
    assertThat(rig.send(logs(0, 1))).isInstanceOf(Permanent.class);
    assertThat(rig.send(logs(1, 1))).isInstanceOf(Permanent.class);
    assertThat(rig.recorder.lines).singleElement().asString().startsWith("ERROR");
    assertThat(rig.end().residue()).isZero();
  }

  @Test
  void memoryThatRunsOutIsAnAttemptThatFailed() {
    Rig rig = of(Config.DEFAULTS.plainRetry(Duration.ZERO));
    rig.exporter.then(
        request -> {
          throw new OutOfMemoryError("Java heap space");
        });
    rig.send(logs(0, 3));
    rig.clock.awaitPending(1);
    rig.clock.advance(Duration.ofSeconds(10));
    rig.exporter.awaitDelivered(3);
    assertThat(rig.end().delivered()).isEqualTo(3);
  }

  @Test
  void passesPartialSuccessOn() {
    Rig rig = of(Config.DEFAULTS.awaiting());
    rig.exporter.then(new ExportResult.Delivered(2, "two are odd"));
    rig.exporter.then(new ExportResult.Delivered(0, "be careful"));
    assertThat(rig.send(logs(0, 5))).isEqualTo(new ConsumeResult.Accepted(2, "two are odd"));
    assertThat(rig.send(logs(5, 5))).isEqualTo(new ConsumeResult.Accepted(0, "be careful"));
    Books books = rig.end();
    assertThat(books.delivered()).isEqualTo(8);
    assertThat(books.dropped(DropReason.REJECTED)).isEqualTo(2);
    assertThat(books.residue()).isZero();
  }

  @Test
  void damagedBytesAreRefusedForGoodAndNoFaultOfTheExporter() {
    Rig rig = of(Config.DEFAULTS.noQueue());
    rig.exporter.then(
        request -> {
          throw new io.beltline.model.MalformedTelemetryException("cut short");
        });
    assertThat(rig.send(logs(0, 2)))
        .isEqualTo(new Permanent(Status.INVALID_ARGUMENT, "malformed telemetry: cut short"));
    assertThat(rig.books().residue()).isZero();
    assertThat(rig.exporter.requests()).hasSize(1);
  }

  @Test
  void whatWaitsForAnotherAttemptIsInFlight() {
    Rig rig = of(Config.DEFAULTS.plainRetry(Duration.ZERO));
    var labels = RETRY_LABELS;
    rig.exporter.then(LATER);
    rig.send(logs(0, 1));
    rig.clock.awaitPending(1);
    assertThat(rig.recorder.gauge("otelcol_exporter_in_flight_requests", labels)).isEqualTo(1);
    assertThat(rig.delivery().queue().sending()).isEqualTo(1);
    rig.end();
    assertThat(rig.recorder.gauge("otelcol_exporter_in_flight_requests", labels)).isZero();
  }
}

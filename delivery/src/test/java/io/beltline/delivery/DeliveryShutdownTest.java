package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.ExportResult;
import io.beltline.api.Status;
import io.beltline.delivery.Rig.Config;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class DeliveryShutdownTest {
  private static final ExportResult LATER = ExportResult.retry(Status.UNAVAILABLE, "busy", null);

  @Test
  void refusesWhatComesAfter() {
    Rig rig = Rig.of(Config.DEFAULTS);
    rig.end();
    Retryable refusal = new Retryable(Status.UNAVAILABLE, "shutting down", null);
    assertThat(rig.send(logs(0, 1))).isEqualTo(refusal);
    Rig direct = Rig.of(Config.DEFAULTS.noQueue());
    direct.end();
    assertThat(direct.send(logs(0, 1))).isEqualTo(refusal);
    assertThat(direct.books().accepted()).isZero();
  }

  @RepeatedTest(20)
  void whoWaitsForRoomIsToldToComeBack() {
    Rig rig = Rig.of(Config.DEFAULTS.consumers(1).size(1, Sizer.REQUESTS).blocking());
    rig.exporter.close();
    rig.send(logs(0, 1));
    var waiting = rig.sendAside(logs(1, 1));
    rig.hurry(true);
    Retryable refusal = new Retryable(Status.UNAVAILABLE, "shutting down", null);
    assertThat(Rig.join(waiting)).isEqualTo(refusal);
    assertThat(rig.send(logs(2, 1))).isEqualTo(refusal);
    rig.hurry(false);
    var again = rig.sendAside(logs(3, 1)); // a processor that ends
    rig.exporter.open();
    assertThat(Rig.join(again).isAccepted()).isTrue();
    assertThat(rig.end().delivered()).isEqualTo(2);
  }

  @Test
  void whatIsBeingSentArrivesAndTheRestIsReturnedWhereTheDestinationIsLeft() {
    Rig rig = Rig.of(Config.DEFAULTS.consumers(1).awaiting());
    rig.exporter.close();
    var sent = rig.sendAside(logs(0, 2));
    rig.until(() -> rig.exporter.requests().size() == 1);
    var waiting = rig.sendAside(logs(2, 3));
    rig.until(() -> rig.books().accepted() == 5);
    rig.delivery().recall();
    var end = rig.shutdownAside(Duration.ofSeconds(30));
    rig.clock.awaitPending(1); // its deadline
    rig.exporter.open();
    assertThat(Rig.join(sent).isAccepted()).isTrue();
    assertThat(Rig.join(waiting))
        .isEqualTo(new Retryable(Status.UNAVAILABLE, "shutting down", null));
    end.join();
    assertThat(rig.books().delivered()).isEqualTo(2);
    assertThat(rig.books().returned()).isEqualTo(3);
    assertThat(rig.books().inFlight()).isZero();
  }

  @Test
  void whoWaitsForAnotherAttemptWithoutAQueueIsToldToComeBack() {
    Rig rig = Rig.of(Config.DEFAULTS.noQueue().plainRetry(Duration.ZERO));
    rig.exporter.always(request -> LATER);
    var waiting = rig.sendAside(logs(0, 3));
    rig.clock.awaitPending(1);
    rig.hurry(true);
    assertThat(Rig.join(waiting))
        .isEqualTo(
            new Retryable(
                Status.UNAVAILABLE,
                "shutting down; the destination said UNAVAILABLE (503): busy",
                null));
    assertThat(rig.exporter.requests()).hasSize(1);
    assertThat(rig.books().returned()).isEqualTo(3);
    assertThat(rig.books().residue()).isZero();
  }

  @Test
  void whatIsInTheQueueIsNotHurried() {
    Rig rig = Rig.of(Config.DEFAULTS.consumers(1).plainRetry(Duration.ZERO));
    rig.exporter.then(LATER);
    rig.send(logs(0, 3));
    rig.clock.awaitPending(1);
    rig.hurry(true);
    assertThat(rig.books().inFlight()).isEqualTo(3);
    rig.hurry(false);
    assertThat(rig.end().delivered()).isEqualTo(3);
  }

  @Test
  void sendsWhatWaitsForCompany() {
    Rig rig = Rig.of(Config.DEFAULTS.consumers(1).batch(Sizer.ITEMS, 10, 0, "t"));
    rig.send(logs(0, 3));
    Books books = rig.end();
    assertThat(books.delivered()).isEqualTo(3);
    assertThat(rig.clock.pending()).isZero();
  }

  @Test
  void triesOnceMoreAtOnceAndLosesOnlyWhatStillFails() {
    Rig rig = Rig.of(Config.DEFAULTS.consumers(1).plainRetry(Duration.ZERO));
    rig.exporter.then(LATER);
    rig.send(logs(0, 3));
    rig.clock.awaitPending(1);
    Books books = rig.end();
    assertThat(books.delivered()).isEqualTo(3);
    assertThat(rig.exporter.requests()).hasSize(2);
  }

  @Test
  void keepsAwayAsLongAsTheDestinationAskedFor() {
    Rig rig = Rig.of(Config.DEFAULTS.plainRetry(Duration.ZERO));
    rig.exporter.then(ExportResult.retry(Status.UNAVAILABLE, "busy", Duration.ofSeconds(60)));
    rig.send(logs(0, 3));
    rig.clock.awaitPending(1);
    rig.shutdown(Duration.ofSeconds(30));
    assertThat(rig.books().dropped(DropReason.SHUTDOWN)).isEqualTo(3);
    assertThat(rig.exporter.requests()).hasSize(1);
  }

  @RepeatedTest(20)
  void retriesUntilTheDeadlineAndCountsTheRest() {
    Rig rig = Rig.of(Config.DEFAULTS.consumers(1).plainRetry(Duration.ZERO));
    rig.exporter.always(request -> LATER);
    rig.send(logs(0, 3));
    rig.send(logs(3, 2));
    rig.clock.awaitPending(1);
    var ended = rig.shutdownAside(Duration.ofSeconds(5));
    rig.exporter.awaitRequests(2);
    for (int i = 0; i < 5; i++) { // up to the deadline: beyond it time must not outrun the threads
      rig.clock.advance(Duration.ofSeconds(1));
    }
    Rig.join(ended.thenApply(nothing -> ""));
    Books books = rig.books();
    assertThat(books.dropped(DropReason.SHUTDOWN)).isEqualTo(5);
    assertThat(books.inFlight()).isZero();
    assertThat(books.residue()).isZero();
    assertThat(rig.recorder.lines).anyMatch(line -> line.contains("5 items were not delivered"));
  }

  @Test
  void interruptsAnAttemptThatHangsAndTellsWhoWaits() {
    Rig rig = Rig.of(Config.DEFAULTS.consumers(1).awaiting());
    rig.exporter.close();
    var hanging = rig.sendAside(logs(0, 1));
    rig.exporter.awaitRequests(1);
    var waiting = rig.sendAside(logs(1, 1));
    rig.until(() -> rig.books().accepted() == 2);
    var ended = rig.shutdownAside(Duration.ofSeconds(5));
    rig.clock.awaitPending(2);
    rig.clock.advance(Duration.ofSeconds(5));
    Rig.join(ended.thenApply(nothing -> ""));
    assertThat(Rig.join(hanging)).isInstanceOf(Retryable.class);
    assertThat(Rig.join(waiting))
        .isEqualTo(new Retryable(Status.UNAVAILABLE, "shutting down", null));
    assertThat(rig.books().returned()).isEqualTo(2);
    assertThat(rig.books().residue()).isZero();
    assertThat(rig.exporter.requests()).hasSize(1);
  }

  @Test
  void letsBlockedCallersGo() {
    Rig rig = Rig.of(Config.DEFAULTS.queue(true, 1, 1, Sizer.REQUESTS).blocking());
    rig.exporter.close();
    rig.send(logs(0, 1));
    rig.exporter.awaitRequests(1);
    var blocked = rig.sendAside(logs(1, 1));
    var ended = rig.shutdownAside(Duration.ofSeconds(5));
    assertThat(Rig.join(blocked))
        .isEqualTo(new Retryable(Status.UNAVAILABLE, "shutting down", null));
    rig.exporter.open();
    Rig.join(ended.thenApply(nothing -> ""));
    assertThat(rig.exporter.delivered()).containsExactly(0L);
  }

  @Test
  void goesOnWithoutAnExporterThatNeverReturns() {
    Rig rig = Rig.of(Config.DEFAULTS);
    var never = new java.util.concurrent.CountDownLatch(1);
    rig.exporter.always(
        request -> {
          while (never.getCount() > 0) {
            try {
              never.await();
            } catch (InterruptedException ignoredByABadExporter) {
              Thread.interrupted();
            }
          }
          return ExportResult.delivered();
        });
    rig.send(logs(0, 1));
    rig.exporter.awaitRequests(1);
    var ended = rig.shutdownAside(Duration.ofSeconds(5));
    rig.clock.awaitPending(2);
    rig.clock.advance(Duration.ofSeconds(10));
    Rig.join(ended.thenApply(nothing -> ""));
    assertThat(rig.recorder.lines).anyMatch(line -> line.startsWith("ERROR the exporter did not"));
    assertThat(rig.books().inFlight()).isEqualTo(1);
    never.countDown();
  }
}

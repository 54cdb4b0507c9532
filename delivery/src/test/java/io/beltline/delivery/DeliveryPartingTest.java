package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Part;
import io.beltline.api.ExportResult.Partial;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Status;
import io.beltline.delivery.Rig.Config;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * How a queue on disk ends. The clock stands still where nothing else is said: what returns has
 * waited for nothing.
 */
class DeliveryPartingTest {
  private static final ExportResult LATER = ExportResult.retry(Status.UNAVAILABLE, "busy", null);
  private static final ExportResult TAKEN = ExportResult.delivered();
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Config PATIENT = Config.DEFAULTS.plainRetry(Duration.ZERO);

  private final DiskStorage storage = new DiskStorage();

  private Rig on(Config config) {
    return Rig.on(storage, config);
  }

  /** Nothing was lost, so many items stay, and the next run delivers all that did not arrive. */
  private void stays(Rig ended, Config config, long kept, long... missing) {
    Books books = ended.books();
    assertThat(books.kept()).isEqualTo(kept);
    assertThat(books.dropped()).isEmpty();
    assertThat(books.inFlight()).isZero();
    assertThat(books.residue()).isZero();
    assertThat(books.accepted() + books.recovered()).isEqualTo(books.delivered() + kept);
    assertThat(ended.counter("otelcol_exporter_send_failed_log_records")).isZero();
    assertThat(ended.recorder.memory().held()).isZero();
    assertThat(ended.clock.pending()).isZero();
    Rig next = on(config.consumers(1));
    assertThat(next.books().recovered()).isEqualTo(kept);
    next.exporter.awaitDelivered(missing.length);
    assertThat(next.end().delivered()).isEqualTo(kept);
    assertThat(next.exporter.delivered())
        .containsExactly(LongStream.of(missing).boxed().toArray(Long[]::new));
    Rig last = on(config);
    assertThat(last.books().recovered()).isZero();
    last.end();
  }

  /** Sends requests of one item each. */
  private static void send(Rig rig, long from, long to) {
    for (long i = from; i < to; i++) {
      assertThat(rig.send(logs(i, 1)).isAccepted()).isTrue();
    }
  }

  private static void join(CompletableFuture<Void> ended) {
    Rig.join(ended.thenApply(nothing -> ""));
  }

  @Test
  void anAbsentDestinationIsLeftAtOnce() {
    Rig rig = on(PATIENT.consumers(2));
    rig.exporter.always(request -> LATER);
    send(rig, 0, 5);
    rig.clock.awaitPending(2);
    rig.shutdown(LONG);
    assertThat(rig.exporter.requests()).hasSize(2);
    assertThat(rig.recorder.lines)
        .contains("INFO 5 requests with 5 items stay in the queue on disk")
        .noneMatch(line -> line.contains("lost"));
    stays(rig, PATIENT, 5, 0, 1, 2, 3, 4);
  }

  @Test
  void whatAPersonMustMendIsLeftToo() {
    Rig rig = on(PATIENT.consumers(1));
    rig.exporter.always(
        request -> ExportResult.refused(Action.HOLD, Status.ofHttp(401), "who are you"));
    send(rig, 0, 2);
    rig.clock.awaitPending(1);
    rig.shutdown(LONG);
    stays(rig, PATIENT, 2, 0, 1);
  }

  @Test
  void whatIsBeingSentToADestinationThatFailedHasAMoment() {
    Rig rig = on(PATIENT.consumers(2));
    rig.exporter.then(LATER);
    send(rig, 0, 1);
    rig.clock.awaitPending(1);
    rig.exporter.close(); // silent from now on
    send(rig, 1, 3);
    rig.exporter.awaitRequests(2);
    var ended = rig.shutdownAside(LONG);
    Duration moment = Parting.DOUBTFUL;
    rig.until(() -> rig.clock.waits().equals(List.of(moment, moment.plus(Belt.GRACE))));
    rig.clock.advance(moment);
    join(ended);
    assertThat(rig.exporter.requests()).hasSize(2);
    stays(rig, PATIENT, 3, 0, 1, 2);
  }

  @Test
  void whatArrivesInThatMomentIsNotSentAgain() {
    Rig rig = on(PATIENT.consumers(2));
    rig.exporter.then(LATER);
    send(rig, 0, 1);
    rig.clock.awaitPending(1);
    rig.exporter.close();
    send(rig, 1, 3);
    rig.exporter.awaitRequests(2);
    var ended = rig.shutdownAside(LONG);
    rig.until(() -> rig.delivery().queue().state() == QueueStatus.State.STOPPING);
    rig.exporter.open();
    join(ended);
    assertThat(rig.exporter.delivered()).containsExactly(1L);
    stays(rig, PATIENT, 2, 0, 2);
  }

  /** Ends while an attempt hangs; returns when nothing but the deadline limits it. */
  private static CompletableFuture<Void> endWhileItHangs(Rig rig) {
    var ended = rig.shutdownAside(LONG);
    rig.until(() -> rig.clock.waits().equals(List.of(LONG, LONG.plus(Belt.GRACE))));
    rig.until(() -> rig.delivery().queue().state() == QueueStatus.State.STOPPING);
    return ended;
  }

  @Test
  void aDestinationThatFallsSilentKeepsTheEndForOneAttempt() {
    Rig rig = on(PATIENT.consumers(1));
    rig.exporter.then(LATER); // what comes of it when its time is up
    rig.exporter.close();
    send(rig, 0, 3);
    rig.exporter.awaitRequests(1);
    var ended = endWhileItHangs(rig);
    rig.exporter.open();
    join(ended);
    assertThat(rig.exporter.requests()).hasSize(1);
    stays(rig, PATIENT, 3, 0, 1, 2);
  }

  @Test
  void aHealthyDestinationGetsAll() {
    Rig rig = on(PATIENT.consumers(2));
    rig.exporter.close();
    send(rig, 0, 9);
    rig.exporter.awaitRequests(2);
    var ended = endWhileItHangs(rig);
    rig.exporter.open();
    join(ended);
    assertThat(rig.exporter.delivered()).hasSize(9).doesNotHaveDuplicates();
    stays(rig, PATIENT, 0);
  }

  @Test
  void theFirstFailureEndsIt() {
    Rig rig = on(PATIENT.consumers(1));
    rig.exporter.close();
    send(rig, 0, 5);
    rig.exporter.awaitRequests(1);
    rig.exporter.then(TAKEN, LATER);
    var ended = endWhileItHangs(rig);
    rig.exporter.open();
    join(ended);
    assertThat(rig.exporter.delivered()).containsExactly(0L, 1L);
    assertThat(rig.exporter.requests()).hasSize(3);
    stays(rig, PATIENT, 3, 2, 3, 4);
  }

  @Test
  void aSlowDestinationGetsWhatItTakesUntilTheDeadline() {
    Config config = PATIENT.consumers(1);
    Rig rig = on(config);
    rig.exporter.always(request -> slowly(rig, request));
    send(rig, 0, 5);
    rig.clock.awaitPending(1);
    var ended = rig.shutdownAside(Duration.ofSeconds(10));
    for (int i = 1; i <= 3; i++) {
      rig.clock.awaitPending(3); // its answer, the deadline and what comes after
      rig.clock.advance(Duration.ofSeconds(3));
      rig.exporter.awaitDelivered(i);
    }
    rig.clock.awaitPending(3);
    rig.clock.advance(Duration.ofSeconds(1));
    join(ended);
    assertThat(rig.exporter.delivered()).containsExactly(0L, 1L, 2L);
    stays(rig, PATIENT, 2, 3, 4);
  }

  private static ExportResult slowly(Rig rig, ExportRequest request) {
    assertThat(request.telemetry().itemCount()).isEqualTo(1);
    try {
      rig.clock.sleep(Duration.ofSeconds(3));
      return TAKEN;
    } catch (InterruptedException calledOff) {
      Thread.currentThread().interrupt();
      return LATER;
    }
  }

  @Test
  void anAttemptThatIsCalledOffIsNoneWhereThereAreNoRetries() {
    Config config = Config.DEFAULTS.noRetry();
    Rig rig = on(config.consumers(1));
    rig.exporter.close();
    send(rig, 0, 2);
    rig.exporter.awaitRequests(1);
    var ended = endWhileItHangs(rig);
    rig.clock.advance(LONG);
    join(ended);
    stays(rig, config, 2, 0, 1);
  }

  @Test
  void withoutRetriesAFailureCostsItsOwnRequestOnly() {
    Rig rig = on(Config.DEFAULTS.noRetry().consumers(1));
    rig.exporter.then(LATER);
    rig.exporter.close();
    send(rig, 0, 4);
    rig.exporter.awaitRequests(1);
    var ended = endWhileItHangs(rig);
    rig.exporter.open();
    join(ended);
    assertThat(rig.books().dropped(DropReason.RETRIES_EXHAUSTED)).isEqualTo(1);
    assertThat(rig.books().kept()).isEqualTo(3);
    assertThat(rig.books().residue()).isZero();
  }

  @Test
  void whatWaitsForAnotherAttemptAtAHealthyDestinationIsTriedOnceMore() {
    Rig rig = on(PATIENT.consumers(2));
    rig.exporter.then(LATER);
    send(rig, 0, 1);
    rig.clock.awaitPending(1);
    send(rig, 1, 2);
    rig.until(() -> rig.books().delivered() == 1);
    rig.shutdown(LONG);
    assertThat(rig.exporter.delivered()).containsExactly(1L, 0L);
    stays(rig, PATIENT, 0);
  }

  @Test
  void nothingOvertakesWhatTheDestinationAskedToHaveLater() {
    Rig rig = on(PATIENT.consumers(2));
    rig.exporter.then(ExportResult.retry(Status.UNAVAILABLE, "busy", Duration.ofSeconds(20)));
    send(rig, 0, 1);
    rig.clock.awaitPending(1);
    send(rig, 1, 2);
    rig.until(() -> rig.books().delivered() == 1);
    rig.exporter.close();
    send(rig, 2, 4);
    rig.exporter.awaitRequests(3);
    var ended = endWhileItHangs(rig);
    rig.until(() -> rig.delivery().queue().sending() == 1);
    rig.exporter.open();
    join(ended);
    assertThat(rig.exporter.delivered()).containsExactly(1L, 2L);
    stays(rig, PATIENT, 2, 0, 3);
  }

  @Test
  void ofAGatheredBatchOfWhichAnItemIsMissingAllRequestsStayOnDisk() {
    Config config = PATIENT.consumers(1).batch(Sizer.ITEMS, 10, 10);
    for (int missing : new int[] {0, 1, 9}) {
      Rig rig = on(config);
      Part part =
          new Part(logs(missing, 1), new Refusal(Action.RETRY, Status.UNAVAILABLE, "", null));
      rig.exporter.then(new Partial(List.of(part)));
      rig.exporter.always(request -> LATER);
      assertThat(rig.send(logs(0, 1)).isAccepted()).isTrue();
      assertThat(rig.send(logs(1, 9)).isAccepted()).isTrue();
      rig.clock.awaitPending(1);
      rig.shutdown(LONG);
      assertThat(rig.books().delivered()).isEqualTo(9);
      assertThat(rig.books().kept()).isEqualTo(1);
      assertThat(rig.books().residue()).isZero();
      Rig next = on(PATIENT.consumers(1));
      assertThat(next.books().recovered()).isEqualTo(10);
      next.exporter.awaitDelivered(10);
      next.end();
      assertThat(next.exporter.delivered()).contains((long) missing);
      stays(next, PATIENT, 0);
    }
  }

  @Test
  void whatIsGatheredStaysOrIsSent() {
    Config config = PATIENT.consumers(1).batch(Sizer.ITEMS, 4, 4);
    Rig rig = on(config);
    rig.exporter.always(request -> LATER);
    send(rig, 0, 4);
    rig.clock.awaitPending(1);
    send(rig, 4, 6);
    rig.clock.awaitPending(2); // the batch's time
    rig.shutdown(LONG);
    assertThat(rig.exporter.sizes()).containsExactly(4);
    Rig next = on(config);
    next.exporter.awaitDelivered(4);
    Books books = next.end();
    assertThat(next.exporter.sizes()).containsExactly(4, 2);
    assertThat(books.recovered()).isEqualTo(6);
    stays(next, config, 0);
  }
}

package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Admission;
import io.beltline.api.Batching;
import io.beltline.api.ByteAccount;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.ExportResult;
import io.beltline.api.Reservation;
import io.beltline.api.Status;
import io.beltline.delivery.Rig.Config;
import io.beltline.model.Logs;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a queue holds stands on the process's account, and goes off it with its last item. */
class DeliveryMemoryTest {
  private static final Logs REQUEST = logs(0, 10, 100);
  private static final long SIZE = REQUEST.byteSize();

  @Test
  void holdsWhatIsQueuedOrBeingSent() {
    Rig rig = Rig.of(Config.DEFAULTS.consumers(1));
    rig.exporter.close();
    rig.send(REQUEST);
    rig.exporter.awaitRequests(1);
    rig.send(REQUEST);
    assertThat(held(rig)).isEqualTo(2 * SIZE);
    rig.exporter.open();
    rig.end();
    assertThat(held(rig)).isZero();
  }

  @Test
  void holdsARequestUntilItsLastBatchHasEnded() {
    Rig rig = Rig.of(Config.DEFAULTS.consumers(1));
    Batching mark = new Batching("batch", Duration.ofSeconds(1), 8, 8, List.of(), 0);
    rig.send(Context.EMPTY.withBatching(mark), REQUEST); // 8 items go, 2 wait for company
    rig.exporter.awaitDelivered(8);
    assertThat(held(rig)).isEqualTo(SIZE);
    rig.clock.awaitPending(1);
    rig.clock.advance(Duration.ofSeconds(1));
    rig.exporter.awaitDelivered(10);
    rig.end();
    assertThat(held(rig)).isZero();
  }

  @Test
  void takesOverWhatTheReceiverHasReserved() {
    Rig rig = Rig.of(Config.DEFAULTS.consumers(1));
    Rig other = Rig.of(Config.DEFAULTS.consumers(1));
    rig.exporter.close();
    other.exporter.close();
    Reservation received = reserve(rig, SIZE + 50); // the request came in a larger array
    Context context = Context.EMPTY.withReservation(received);
    rig.send(context, REQUEST);
    other.send(context, REQUEST);
    assertThat(held(rig)).as("what both hold exists once").isEqualTo(SIZE + 50);
    assertThat(held(other)).isZero();
    received.close();
    assertThat(held(rig)).isEqualTo(SIZE + 50);
    rig.exporter.open();
    rig.end();
    assertThat(held(rig)).as("the other still has it").isEqualTo(SIZE + 50);
    other.exporter.open();
    other.end();
    assertThat(held(rig)).isZero();
  }

  @Test
  void aRequestOnDiskIsSettledBeforeItIsDelivered() {
    AtomicInteger settled = new AtomicInteger();
    Admission told =
        new Admission() {
          @Override
          public boolean tryAcquire(long bytes) {
            return true;
          }

          @Override
          public void release(long bytes) {}

          @Override
          public void settled() {
            settled.incrementAndGet();
          }
        };
    for (boolean disk : List.of(true, false)) {
      Config one = Config.DEFAULTS.consumers(1);
      Rig rig = disk ? Rig.onDisk(one) : Rig.of(one);
      rig.exporter.close();
      settled.set(0);
      try (Reservation received = Objects.requireNonNull(Reservation.of(told, SIZE))) {
        assertThat(rig.send(Context.EMPTY.withReservation(received), REQUEST).isAccepted())
            .isTrue();
        assertThat(settled).as("its receiver is not through with it").hasValue(0);
      }
      assertThat(settled).hasValue(disk ? 1 : 0);
      rig.exporter.open();
      rig.end();
      assertThat(settled).hasValue(1);
    }
  }

  @Test
  void addsWhatARequestHasGrownBy() {
    Rig rig = Rig.of(Config.DEFAULTS.consumers(1));
    rig.exporter.close();
    Reservation received = reserve(rig, 40);
    rig.send(Context.EMPTY.withReservation(received), REQUEST);
    received.close();
    assertThat(held(rig)).isEqualTo(SIZE);
    rig.exporter.open();
    rig.end();
    assertThat(held(rig)).isZero();
  }

  @Test
  void holdsByItselfWhatWasGivenBackBefore() {
    Rig rig = Rig.of(Config.DEFAULTS.consumers(1));
    rig.exporter.close();
    Reservation gone = reserve(rig, SIZE);
    gone.close();
    rig.send(Context.EMPTY.withReservation(gone), REQUEST);
    assertThat(held(rig)).isEqualTo(SIZE);
    rig.exporter.open();
    rig.end();
    assertThat(held(rig)).isZero();
  }

  @Test
  void doesNotHoldWhatIsRefused() {
    Rig rig = Rig.of(Config.DEFAULTS.queue(true, 1, 1, Sizer.REQUESTS));
    rig.exporter.close();
    rig.send(REQUEST);
    assertThat(rig.send(REQUEST).isAccepted()).isFalse();
    assertThat(held(rig)).isEqualTo(SIZE);
    rig.exporter.open();
    rig.end();
  }

  @Test
  void releasesWhatIsLost() {
    Rig rig = Rig.of(Config.DEFAULTS.noRetry());
    rig.exporter.then(ExportResult.retry(Status.UNAVAILABLE, "busy", null));
    rig.send(REQUEST);
    rig.end();
    assertThat(rig.recorder.dropped(DropReason.RETRIES_EXHAUSTED)).isEqualTo(10);
    assertThat(held(rig)).isZero();
  }

  @Test
  void releasesWhatShutdownLeavesBehind() {
    Rig rig = Rig.of(Config.DEFAULTS.consumers(1));
    rig.exporter.close();
    rig.send(REQUEST);
    rig.exporter.awaitRequests(1);
    rig.send(REQUEST);
    var ended = rig.shutdownAside(Duration.ofSeconds(5));
    rig.clock.awaitPending(2);
    rig.clock.advance(Duration.ofSeconds(5));
    Rig.join(ended.thenApply(nothing -> ""));
    assertThat(rig.books().inFlight()).isZero();
    assertThat(held(rig)).isZero();
  }

  @Test
  void leavesToTheReceiverWhatItsCallerWaitsFor() {
    Rig rig = Rig.of(Config.DEFAULTS.awaiting());
    rig.exporter.close();
    CompletableFuture<ConsumeResult> answer = rig.sendAside(REQUEST);
    rig.exporter.awaitRequests(1);
    assertThat(held(rig)).isZero();
    rig.exporter.open();
    assertThat(Rig.join(answer)).isEqualTo(ConsumeResult.accepted());
    assertThat(held(rig)).isZero();
  }

  @Test
  void holdsWhatItsCallerHasLeftBehind() throws InterruptedException {
    Rig rig = Rig.of(Config.DEFAULTS.awaiting());
    rig.exporter.close();
    Thread caller = Thread.startVirtualThread(() -> rig.send(REQUEST));
    rig.exporter.awaitRequests(1);
    caller.interrupt();
    caller.join();
    assertThat(held(rig)).isEqualTo(SIZE);
    rig.exporter.open();
    rig.end();
    assertThat(held(rig)).isZero();
  }

  private static Reservation reserve(Rig rig, long bytes) {
    ByteAccount account = rig.recorder.memory();
    Admission all =
        new Admission() {
          @Override
          public boolean tryAcquire(long more) {
            account.acquire(more);
            return true;
          }

          @Override
          public void release(long fewer) {
            account.release(fewer);
          }
        };
    return Objects.requireNonNull(all.reserve(bytes));
  }

  private static long held(Rig rig) {
    return rig.recorder.memory().held();
  }
}

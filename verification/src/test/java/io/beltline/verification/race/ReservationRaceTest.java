package io.beltline.verification.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Admission;
import io.beltline.api.ByteAccount;
import io.beltline.api.Reservation;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The account of bytes held, used by several at the same moment. The actors of a round go along a
 * row of accounts, one behind the other, so that they meet at most of them.
 */
class ReservationRaceTest {
  private static final int ROUNDS = Boolean.getBoolean("beltline.long") ? 3_000 : 60;
  private static final int ROW = 2_000;
  private static final long LIMIT = 100;

  private ByteAccount[] accounts = new ByteAccount[0];

  private void freshRow() {
    accounts = IntStream.range(0, ROW).mapToObj(i -> new ByteAccount()).toArray(ByteAccount[]::new);
  }

  private void nothingHeld() {
    for (ByteAccount account : accounts) {
      assertThat(account.held()).isZero();
    }
  }

  @Test
  void no_two_take_the_last_room() throws Exception {
    try (Race race = new Race(3)) {
      for (int round = 0; round < ROUNDS; round++) {
        freshRow();
        AtomicIntegerArray taken = new AtomicIntegerArray(ROW);
        IntConsumer taker =
            i -> {
              if (accounts[i].tryAcquire(60, LIMIT)) {
                taken.incrementAndGet(i);
              }
            };
        race.along(ROW, taker, taker, taker);
        for (int i = 0; i < ROW; i++) {
          assertThat(taken.get(i)).isEqualTo(1);
          assertThat(accounts[i].held()).isEqualTo(60);
        }
      }
    }
  }

  @Test
  void what_is_taken_and_given_back_leaves_nothing() throws Exception {
    try (Race race = new Race(3)) {
      for (int round = 0; round < ROUNDS; round++) {
        freshRow();
        for (ByteAccount account : accounts) {
          account.acquire(60);
        }
        AtomicInteger beyond = new AtomicInteger();
        IntConsumer taker =
            i -> {
              if (accounts[i].tryAcquire(50, LIMIT)) {
                if (accounts[i].held() > LIMIT) {
                  beyond.incrementAndGet();
                }
                accounts[i].release(50);
              }
            };
        race.along(ROW, i -> accounts[i].release(60), taker, taker);
        assertThat(beyond).hasValue(0);
        nothingHeld();
      }
    }
  }

  @Test
  void a_share_taken_while_the_last_is_closed_counts_or_is_none() throws Exception {
    try (Race race = new Race(3)) {
      for (int round = 0; round < ROUNDS; round++) {
        freshRow();
        Reservation[] receivers = reservations();
        AtomicReferenceArray<Reservation> queues = new AtomicReferenceArray<>(ROW);
        race.along(
            ROW,
            i -> receivers[i].close(),
            i -> queues.set(i, receivers[i].share()),
            i -> {
              if (receivers[i].grow(20)) {
                receivers[i].shrink(5);
              }
            });
        for (int i = 0; i < ROW; i++) {
          Reservation queue = queues.get(i);
          if (queue != null) {
            assertThat(accounts[i].held()).isEqualTo(queue.bytes()).isIn(70L, 85L, 90L);
            queue.close();
          }
        }
        nothingHeld();
      }
    }
  }

  @Test
  void closing_from_two_sides_gives_back_once() throws Exception {
    try (Race race = new Race(3)) {
      for (int round = 0; round < ROUNDS; round++) {
        freshRow();
        Reservation[] receivers = reservations();
        Reservation[] queues = new Reservation[ROW];
        for (int i = 0; i < ROW; i++) {
          queues[i] = receivers[i].share();
        }
        IntConsumer closing = i -> queues[i].close();
        race.along(ROW, i -> receivers[i].close(), closing, closing);
        nothingHeld();
      }
    }
  }

  private Reservation[] reservations() {
    Reservation[] reserved = new Reservation[ROW];
    for (int i = 0; i < ROW; i++) {
      reserved[i] = Reservation.of(admission(accounts[i]), 70);
    }
    return reserved;
  }

  private static Admission admission(ByteAccount account) {
    return new Admission() {
      @Override
      public boolean tryAcquire(long bytes) {
        return account.tryAcquire(bytes, LIMIT);
      }

      @Override
      public void release(long bytes) {
        account.release(bytes);
      }
    };
  }
}

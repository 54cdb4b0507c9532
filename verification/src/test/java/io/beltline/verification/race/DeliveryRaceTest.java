package io.beltline.verification.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.Exporter;
import io.beltline.api.Settings;
import io.beltline.delivery.Books;
import io.beltline.delivery.Delivery;
import io.beltline.delivery.DeliveryConfig;
import io.beltline.delivery.DeliverySettings;
import io.beltline.delivery.DropReason;
import io.beltline.delivery.Overflow;
import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.RetryConfig;
import io.beltline.delivery.Sizer;
import io.beltline.model.Signal;
import io.beltline.testkit.Numbered;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

/** A delivery's offers, evictions, ends and shutdown, at the same moment. */
class DeliveryRaceTest {
  private static final int ROUNDS = Boolean.getBoolean("beltline.long") ? 100_000 : 4_000;

  private final TestHost host = new TestHost(RealClock.INSTANCE);
  private final Set<Long> arrived = ConcurrentHashMap.newKeySet();

  private record Config(QueueConfig sendingQueue) implements DeliveryConfig {
    @Override
    public RetryConfig retryOnFailure() {
      return RetryConfig.defaults();
    }

    @Override
    public Duration timeout() {
      return Duration.ofSeconds(5);
    }
  }

  private static QueueConfig queue(Overflow overflow, boolean wait) {
    return new QueueConfig(true, 1, 1, Sizer.REQUESTS, null, overflow, wait, null, null);
  }

  private Delivery delivery(QueueConfig queue) {
    Settings usual = TestSettings.of("otlp").settings();
    Settings quiet =
        new Settings(
            usual.id(), NOPLogger.NOP_LOGGER, usual.meter(), usual.ledger(), usual.build());
    Exporter exporter =
        request -> {
          arrived.addAll(Numbered.numbers(request.telemetry()));
          return ExportResult.delivered();
        };
    Delivery delivery =
        new Delivery(
            exporter,
            new Config(queue),
            new DeliverySettings(
                quiet, Signal.LOGS, RealClock.INSTANCE, new SplittableRandom(1), null));
    delivery.start(host);
    return delivery;
  }

  private ConsumeResult offer(Delivery delivery, long number) {
    return delivery.consume(Context.EMPTY, Numbered.logs(number, 1, 1));
  }

  private void end(Delivery delivery) {
    delivery.shutdown(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(30)));
  }

  @Test
  void each_is_pushed_out_or_delivered_and_never_both() throws Exception {
    try (Race race = new Race(3)) {
      for (int round = 0; round < ROUNDS; round++) {
        arrived.clear();
        Delivery delivery = delivery(queue(Overflow.DROP_OLDEST, false));
        Set<Long> accepted = ConcurrentHashMap.newKeySet();
        race.round(
            () -> take(delivery, accepted, 0),
            () -> take(delivery, accepted, 10),
            () -> take(delivery, accepted, 20));
        end(delivery);
        Books books = delivery.books();
        assertThat(books.accepted()).isEqualTo(accepted.size());
        assertThat(books.delivered()).isEqualTo(arrived.size());
        assertThat(books.delivered() + books.dropped(DropReason.QUEUE_FULL))
            .isEqualTo(accepted.size());
        assertThat(books.residue()).isZero();
        assertThat(books.inFlight()).isZero();
        assertThat(accepted).containsAll(arrived);
      }
    }
    assertThat(host.memory().held()).isZero();
  }

  private void take(Delivery delivery, Set<Long> accepted, long first) {
    for (long number = first; number < first + 3; number++) {
      if (offer(delivery, number).isAccepted()) {
        accepted.add(number);
      }
    }
  }

  @Test
  void what_is_accepted_while_it_shuts_down_is_delivered() throws Exception {
    try (Race race = new Race(4)) {
      for (int round = 0; round < ROUNDS; round++) {
        arrived.clear();
        Delivery delivery = delivery(queue(Overflow.BLOCK, false));
        Set<Long> accepted = ConcurrentHashMap.newKeySet();
        race.round(
            () -> take(delivery, accepted, 0),
            () -> take(delivery, accepted, 10),
            () -> take(delivery, accepted, 20),
            () -> end(delivery));
        assertThat(arrived).isEqualTo(accepted);
        assertThat(delivery.books().accepted()).isEqualTo(accepted.size());
        assertThat(delivery.books().inFlight()).isZero();
        assertThat(delivery.books().residue()).isZero();
      }
    }
    assertThat(host.memory().held()).isZero();
  }

  @Test
  void one_who_is_interrupted_while_the_answer_comes_counts_once() throws Exception {
    try (Race race = new Race(2)) {
      for (int round = 0; round < ROUNDS; round++) {
        arrived.clear();
        Delivery delivery = delivery(queue(Overflow.BLOCK, true));
        AtomicReference<Thread> waiting = new AtomicReference<>();
        AtomicReference<ConsumeResult> told = new AtomicReference<>();
        race.round(
            () -> {
              waiting.set(Thread.currentThread());
              told.set(offer(delivery, 1));
              waiting.set(null);
            },
            () -> {
              Thread thread = waiting.get();
              if (thread != null) {
                thread.interrupt();
              }
            });
        end(delivery);
        Books books = delivery.books();
        assertThat(books.residue()).isZero();
        assertThat(books.inFlight()).isZero();
        if (told.get().isAccepted()) {
          assertThat(arrived).containsExactly(1L);
        }
        assertThat(books.delivered()).isEqualTo(arrived.size());
      }
    }
    assertThat(host.memory().held()).isZero();
  }
}

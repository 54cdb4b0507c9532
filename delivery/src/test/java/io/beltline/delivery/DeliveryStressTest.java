package io.beltline.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.BuildInfo;
import io.beltline.api.ComponentId;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Accepted;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Part;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Exporter;
import io.beltline.api.Settings;
import io.beltline.api.Status;
import io.beltline.delivery.Rig.Config;
import io.beltline.model.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many threads, many failures: nothing may be lost uncounted, and nothing may hang. */
class DeliveryStressTest {
  private static final int ITEMS = 100_000;
  private static final int CALLERS = 20;

  private final RealClock clock = new RealClock();
  private final Recorder recorder = new Recorder(clock);
  private final BitSet arrived = new BitSet(ITEMS);
  private int twice;
  private int arrivals;

  @AfterEach
  void stopTheClock() {
    clock.close();
  }

  private static RandomGenerator random() {
    return ThreadLocalRandom.current();
  }

  private synchronized void arrive(List<Long> numbers) {
    for (long number : numbers) {
      if (arrived.get((int) number)) {
        twice++;
      }
      arrived.set((int) number);
      arrivals++;
    }
  }

  private Delivery delivery(Exporter exporter, Config config) {
    RetryConfig retry =
        new RetryConfig(
            true, Duration.ofNanos(100_000), 0.5, 1.5, Duration.ofMillis(1), Duration.ZERO);
    Settings settings =
        new Settings(
            ComponentId.of("x"),
            recorder.logger(),
            recorder,
            recorder,
            new BuildInfo("test", "", ""));
    return new Delivery(
        exporter,
        config.retry(retry),
        new DeliverySettings(
            settings, Signal.LOGS, clock, () -> random().nextLong(), DeadLetters.none()));
  }

  /** Answers that lose nothing: now and then later, smaller, or in parts. */
  private ExportResult moody(Exporter.ExportRequest request, boolean inParts) {
    List<Long> numbers = Numbered.numbers(request.telemetry());
    int mood = random().nextInt(inParts ? 10 : 9);
    if (mood == 0) {
      return ExportResult.retry(Status.UNAVAILABLE, "busy", null);
    }
    if (mood == 1 && numbers.size() > 1) {
      return ExportResult.refused(Action.RETRY_SMALLER, Status.ofHttp(413), "too large");
    }
    if (mood == 9 && numbers.size() > 1) {
      Refusal later = new Refusal(Action.RETRY, Status.ofHttp(429), "busy", null);
      int cut = random().nextInt(1, numbers.size());
      arrive(numbers.subList(cut, numbers.size()));
      return new ExportResult.Partial(
          List.of(new Part(Numbered.of(numbers.subList(0, cut), 0), later)));
    }
    arrive(numbers);
    return ExportResult.delivered();
  }

  /** All callers send their part of the numbers; each answer but "accepted" is handed to retry. */
  private long sendAll(Delivery delivery, boolean insist) throws InterruptedException {
    AtomicLong accepted = new AtomicLong();
    List<Thread> callers = new ArrayList<>();
    int each = ITEMS / CALLERS;
    for (int caller = 0; caller < CALLERS; caller++) {
      int first = caller * each;
      callers.add(
          Thread.startVirtualThread(
              () -> {
                int from = first;
                while (from < first + each) {
                  int count = Math.min(random().nextInt(1, 20), first + each - from);
                  ConsumeResult result =
                      delivery.consume(Context.EMPTY, Numbered.logs(from, count));
                  if (result instanceof Accepted) {
                    accepted.addAndGet(count);
                  }
                  if (!insist || !(result instanceof Retryable)) {
                    from += count;
                  }
                }
              }));
    }
    for (Thread caller : callers) {
      caller.join();
    }
    return accepted.get();
  }

  private static void end(Delivery delivery, RealClock clock) {
    delivery.shutdown(Deadline.in(clock, Duration.ofSeconds(30)));
  }

  @Test
  void losesNothingUnderBackPressure() throws InterruptedException {
    Delivery delivery =
        delivery(
            request -> moody(request, true),
            Config.DEFAULTS.size(500, Sizer.ITEMS).blocking().batch(Sizer.ITEMS, 50, 60));
    assertThat(sendAll(delivery, false)).isEqualTo(ITEMS);
    end(delivery, clock);
    assertThat(arrived.cardinality()).isEqualTo(ITEMS);
    assertThat(twice).isZero();
    assertThat(delivery.books().delivered()).isEqualTo(ITEMS);
    assertThat(delivery.books().residue()).isZero();
  }

  @Test
  void losesNothingWhenCallersWaitForTheAnswer() throws InterruptedException {
    Delivery delivery =
        delivery(
            request -> moody(request, true), Config.DEFAULTS.awaiting().batch(Sizer.ITEMS, 20, 0));
    assertThat(sendAll(delivery, true)).isEqualTo(ITEMS);
    assertThat(arrived.cardinality()).isEqualTo(ITEMS);
    assertThat(twice).isZero();
    end(delivery, clock);
    assertThat(delivery.books().residue()).isZero();
  }

  @Test
  void countsEveryLossToTheItem() throws InterruptedException {
    Exporter rough =
        request -> {
          return switch (random().nextInt(12)) {
            case 0 -> ExportResult.refused(Action.DROP, Status.ofHttp(400), "odd");
            case 1 -> ExportResult.refused(Action.DEAD_LETTER, Status.ofHttp(422), "odd");
            case 2 -> throw new IllegalStateException("bug");
            default -> moody(request, true);
          };
        };
    Delivery delivery = delivery(rough, Config.DEFAULTS.queue(true, 4, 8, Sizer.REQUESTS));
    long accepted = sendAll(delivery, false);
    end(delivery, clock);
    Books books = delivery.books();
    assertThat(books.accepted()).isEqualTo(accepted);
    assertThat(books.delivered()).isEqualTo(arrivals);
    assertThat(twice).isZero();
    assertThat(books.inFlight()).isZero();
    assertThat(books.residue()).isZero();
    assertThat(recorder.dropped(DropReason.REFUSED)).isEqualTo(books.dropped(DropReason.REFUSED));
    assertThat(recorder.dropped(DropReason.INTERNAL_ERROR))
        .isEqualTo(books.dropped(DropReason.INTERNAL_ERROR));
  }
}

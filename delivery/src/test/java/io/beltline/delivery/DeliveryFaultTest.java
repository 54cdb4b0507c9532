package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentId;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Part;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Status;
import io.beltline.delivery.Rig.Config;
import io.beltline.model.Logs;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class DeliveryFaultTest {

  Rig of(Config config) {
    return Rig.of(config);
  }

  private static final ExportResult TOO_LARGE =
      ExportResult.refused(Action.RETRY_SMALLER, Status.ofHttp(413), "too large");

  /** Cuts right but for one time, when it throws what no code expects. */
  private static final class Breaking implements Splitter {
    private final Splitter right = new OtlpSplitter();
    private final AtomicInteger cuts = new AtomicInteger();
    private final int at;
    private final Error error;

    Breaking(int at) {
      this(at, new StackOverflowError("deep"));
    }

    Breaking(int at, Error error) {
      this.at = at;
      this.error = error;
    }

    @Override
    public boolean canCut(Telemetry telemetry) {
      return right.canCut(telemetry);
    }

    @Override
    public List<Integer> sizes(Telemetry telemetry) {
      return right.sizes(telemetry);
    }

    @Override
    public Cut cut(Telemetry telemetry, int items) {
      if (cuts.getAndIncrement() == at) {
        throw error;
      }
      return right.cut(telemetry, items);
    }
  }

  private static void goesOn(Rig rig, long lost) {
    int before = rig.exporter.delivered().size();
    assertThat(rig.send(logs(1000, 5)).isAccepted()).isTrue();
    rig.exporter.awaitDelivered(before + 5);
    Books books = rig.end();
    assertThat(books.dropped(DropReason.INTERNAL_ERROR)).isEqualTo(lost);
    assertThat(rig.recorder.dropped(DropReason.INTERNAL_ERROR)).isEqualTo(lost);
    assertThat(books.inFlight()).isZero();
    assertThat(books.residue()).isZero();
    assertThat(rig.delivery().books().accepted()).isEqualTo(books.delivered() + lost);
  }

  @Test
  void comesBackAfterADayHoweverLongItIsAskedToWait() {
    for (Duration asked :
        List.of(Duration.ofSeconds(1_000_000_000_000L), Duration.ofSeconds(Long.MAX_VALUE))) {
      Rig rig = of(Config.DEFAULTS.consumers(1).plainRetry(Duration.ZERO));
      rig.exporter.then(ExportResult.retry(Status.UNAVAILABLE, "in another age", asked));
      rig.send(logs(0, 2));
      rig.clock.awaitPending(1);
      assertThat(rig.clock.waits()).containsExactly(Duration.ofDays(1));
      rig.clock.advance(Duration.ofDays(1));
      rig.exporter.awaitDelivered(2);
      goesOn(rig, 0);
    }
  }

  @Test
  void anExporterThatThrowsAnythingCostsItsOwnDataOnly() {
    Rig rig = of(Config.DEFAULTS.consumers(1));
    rig.exporter.then(
        request -> {
          throw new StackOverflowError("deep");
        });
    rig.send(logs(0, 3));
    goesOn(rig, 3);
  }

  @Test
  void aCutThatThrowsCostsWhatWasToBeCut() {
    Rig inLoad =
        Rig.cutting(Config.DEFAULTS.consumers(1).batch(Sizer.ITEMS, 4, 4), new Breaking(0));
    inLoad.send(logs(0, 4 + 3));
    inLoad.end();
    assertThat(inLoad.books().dropped(DropReason.INTERNAL_ERROR)).isEqualTo(4);
    assertThat(inLoad.exporter.delivered()).containsExactly(4L, 5L, 6L);
    assertThat(inLoad.books().residue()).isZero();

    Rig tooLarge = Rig.cutting(Config.DEFAULTS.consumers(1), new Breaking(0));
    tooLarge.exporter.then(TOO_LARGE);
    tooLarge.send(logs(0, 6));
    goesOn(tooLarge, 6);

    Rig half = Rig.cutting(Config.DEFAULTS.consumers(1), new Breaking(1));
    half.exporter.then(TOO_LARGE); // a half is a little larger than the half of what was refused
    half.send(logs(0, 6));
    goesOn(half, 3);
  }

  @Test
  void aCutForWhichMemoryRunsOutCostsNothing() {
    Error full = new OutOfMemoryError("Java heap space");
    Rig refused = Rig.cutting(Config.DEFAULTS.consumers(1), new Breaking(0, full));
    refused.exporter.then(TOO_LARGE);
    refused.send(logs(0, 6));
    refused.clock.awaitPending(1);
    refused.clock.advance(Duration.ofMinutes(1));
    refused.exporter.awaitDelivered(6);
    goesOn(refused, 0);

    Rig half = Rig.cutting(Config.DEFAULTS.consumers(1), new Breaking(1, full));
    half.exporter.then(TOO_LARGE); // a half is a little larger than the half of what was refused
    half.send(logs(0, 6));
    half.exporter.awaitDelivered(6);
    goesOn(half, 0);
  }

  @Test
  void aRefusedPartThatCannotBeReadCostsTheRequest() {
    Rig rig = of(Config.DEFAULTS.consumers(1));
    Telemetry broken = new Logs(Payload.of(new byte[] {0x0b}));
    Refusal refusal = new Refusal(Action.RETRY, Status.ofHttp(429), "", null);
    rig.exporter.then(new ExportResult.Partial(List.of(new Part(broken, refusal))));
    rig.send(logs(0, 3));
    goesOn(rig, 3);
  }

  @Test
  void aPartThatCannotBeCutCostsThatPart() {
    Rig rig = Rig.cutting(Config.DEFAULTS.consumers(1), new Breaking(0));
    Refusal refusal = new Refusal(Action.RETRY_SMALLER, Status.ofHttp(413), "", null);
    rig.exporter.then(new ExportResult.Partial(List.of(new Part(logs(1, 2), refusal))));
    rig.send(logs(0, 5));
    goesOn(rig, 2);
  }

  @Test
  void aSenderThatIsThrownOutIsReplaced() {
    FakeClock clock = new FakeClock();
    Recorder recorder = new Recorder(clock);
    ReentrantLock lock = new ReentrantLock();
    DestinationBooks books = new DestinationBooks();
    DeliveryMetrics metrics = new DeliveryMetrics(recorder, "otlp/x", Signal.LOGS);
    Desk desk = new Desk(lock, books, metrics, recorder, Signal.LOGS, false, entry -> {});
    List<Integer> carried = new ArrayList<>();
    CountDownLatch all = new CountDownLatch(3);
    Belt belt =
        new Belt(
            new BeltParts(
                lock,
                ComponentId.parse("otlp/x").toString(),
                clock,
                books,
                new MemoryStore(10, clock),
                new BatchMetrics(recorder, "otlp/x", Signal.LOGS),
                1),
            load -> {
              carried.add(load.items());
              all.countDown();
              Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
              throw new IllegalStateException("a bug");
            });
    for (int i = 1; i <= 3; i++) {
      Entry entry = new Entry(io.beltline.api.Context.EMPTY, logs(0, i), 1, null, false, desk);
      assertThat(belt.intake().offer(entry, Overflow.REJECT)).isNull();
    }
    Rig.join(
        Rig.aside(
            () -> {
              try {
                all.await();
              } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
              }
              return "";
            }));
    assertThat(carried).containsExactly(1, 2, 3);
    assertThat(
            belt.shutdown(
                io.beltline.api.Deadline.in(clock, Duration.ofSeconds(1)), false, () -> {}))
        .isEmpty();
  }
}

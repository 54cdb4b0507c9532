package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ComponentId;
import io.beltline.api.Context;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.delivery.Rig.Config;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An error at one point does not keep what comes behind it from moving. */
class DeliveryStandstillTest {

  /** A durable store that writes down who has waited to be kept. */
  private static final class Kept implements QueueStore {
    private final List<Entry> forced = new ArrayList<>();

    @Override
    public boolean isDurable() {
      return true;
    }

    @Override
    public Admission offer(Entry entry) {
      return Admission.TAKEN;
    }

    @Override
    public void force(Entry entry) {
      forced.add(entry);
    }

    @Override
    public @Nullable Entry poll() {
      return null;
    }

    @Override
    public @Nullable Entry evict() {
      return null;
    }

    @Override
    public void acknowledge(Entry entry) {}

    @Override
    public long size() {
      return 0;
    }

    @Override
    public long capacity() {
      return 10;
    }

    @Override
    public List<Entry> leave() {
      return List.of();
    }

    @Override
    public Holding holding() {
      return new Holding(0, 0, 0);
    }
  }

  @Test
  void theWayOfARequestToTheDiskIsFinishedThoughTheTurnThrows() {
    FakeClock clock = new FakeClock();
    Recorder recorder = new Recorder(clock);
    ReentrantLock lock = new ReentrantLock();
    DestinationBooks books = new DestinationBooks();
    DeliveryMetrics metrics = new DeliveryMetrics(recorder, "otlp/x", Signal.LOGS);
    Desk desk = new Desk(lock, books, metrics, recorder, Signal.LOGS, true, entry -> {});
    Kept store = new Kept();
    BeltParts parts =
        new BeltParts(
            lock,
            ComponentId.parse("otlp/x").toString(),
            clock,
            books,
            store,
            new BatchMetrics(recorder, "otlp/x", Signal.LOGS),
            1);
    Error noThread = new OutOfMemoryError("no native thread");
    Intake intake =
        new Intake(
            parts,
            new Gatherer(clock, parts.batches(), partition -> {}),
            () -> {
              throw noThread;
            },
            () -> {});
    Entry entry = new Entry(Context.EMPTY, logs(0, 3), 1, null, false, desk);
    assertThatThrownBy(() -> intake.offer(entry, Overflow.REJECT)).isSameAs(noThread);
    assertThat(store.forced).containsExactly(entry);
    assertThat(lock.isLocked()).isFalse();
  }

  /** Masks nothing, and throws what no code expects at the first of all requests. */
  private static final class Once implements EgressPolicy {
    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public Inspected inspect(Telemetry telemetry) {
      return new Inspected(telemetry, List.of());
    }

    @Override
    public Telemetry masked(Telemetry telemetry) {
      if (asked.getAndIncrement() == 0) {
        throw new StackOverflowError("deep");
      }
      return telemetry;
    }

    @Override
    public @Nullable Refusal look(List<Slice> body) {
      return null;
    }
  }

  @Test
  void aQueueOnDiskIsReadOnThoughAnErrorEndedTheReading() {
    DiskStorage storage = new DiskStorage();
    Rig first = Rig.on(storage, Config.DEFAULTS.consumers(1).plainRetry(Duration.ZERO));
    first.exporter.close();
    first.send(logs(0, 2));
    first.send(logs(2, 2));
    first.exporter.awaitRequests(1);
    storage.kill();
    Once once = new Once();
    Config d = Config.DEFAULTS.consumers(1);
    Config config =
        new Config(
            d.sendingQueue(),
            d.retryOnFailure(),
            d.deadLetters(),
            d.timeout(),
            d.inOrder(),
            (settings, signal) -> once);
    Rig next = Rig.on(storage, config);
    next.clock.awaitPending(1);
    assertThat(next.clock.waits()).containsExactly(Duration.ofSeconds(1));
    assertThat(next.exporter.delivered()).isEmpty();
    next.clock.advance(Duration.ofSeconds(1));
    next.exporter.awaitDelivered(4);
    assertThat(next.exporter.delivered()).containsExactly(0L, 1L, 2L, 3L);
    Books books = next.end();
    assertThat(books.delivered()).isEqualTo(4);
    assertThat(books.residue()).isZero();
  }
}

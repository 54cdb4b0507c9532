package io.beltline.benchmarks.queue;

import com.sun.management.OperatingSystemMXBean;
import io.beltline.api.ComponentId;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.benchmarks.payload.PayloadKind;
import io.beltline.delivery.DeadLetterConfig;
import io.beltline.delivery.Delivery;
import io.beltline.delivery.DeliveryConfig;
import io.beltline.delivery.DeliverySettings;
import io.beltline.delivery.Overflow;
import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.RetryConfig;
import io.beltline.delivery.Sizer;
import io.beltline.delivery.journal.FsyncPolicy;
import io.beltline.model.Mergeable;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.service.SystemClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One measurement of a queue. */
final class QueueRun {
  static final int ITEMS = 100;
  private static final int SENDERS = 32;
  private static final int DISTINCT = 64;
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final ComponentId STORAGE = ComponentId.of("file_storage");

  private final SystemClock clock;
  private final @Nullable DiskStorage storage;
  private final Delivery delivery;
  private final AtomicLong taken = new AtomicLong();
  private final List<Mergeable> requests = PayloadKind.T361.requests(DISTINCT, ITEMS);
  private volatile boolean over;

  private QueueRun(SystemClock clock, @Nullable DiskStorage storage) {
    this.clock = clock;
    this.storage = storage;
    QueueConfig queue =
        new QueueConfig(
            true,
            10,
            1000,
            Sizer.REQUESTS,
            null,
            Overflow.BLOCK,
            false,
            storage == null ? null : STORAGE,
            null);
    delivery =
        new Delivery(
            request -> ExportResult.delivered(),
            new Config(queue),
            new DeliverySettings(
                TestSettings.of("otlp").settings(),
                Signal.TRACES,
                clock,
                () -> ThreadLocalRandom.current().nextLong(),
                null));
    TestHost host = new TestHost(clock);
    delivery.start(storage == null ? host : host.with(STORAGE, storage));
  }

  /**
   * What was measured.
   *
   * @param requests how many were taken
   * @param seconds in what time
   * @param cpuSeconds with how much of the processors
   * @param syncs how often the disk was waited for
   */
  record Result(long requests, double seconds, double cpuSeconds, long syncs) {}

  static Result inMemory(Duration time) throws Exception {
    try (SystemClock clock = new SystemClock()) {
      return new QueueRun(clock, null).measure(time);
    }
  }

  static Result onDisk(Path directory, FsyncPolicy policy, Duration time) throws Exception {
    try (SystemClock clock = new SystemClock();
        DiskStorage storage = new DiskStorage(directory, policy, clock)) {
      return new QueueRun(clock, storage).measure(time);
    }
  }

  private Result measure(Duration time) throws InterruptedException {
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      int first = i;
      senders.add(Thread.startVirtualThread(() -> send(first)));
    }
    clock.sleep(WARM_UP);
    long begin = System.nanoTime();
    long cpu = cpuNanos();
    long before = taken.get();
    long syncs = syncs();
    clock.sleep(time);
    Result result =
        new Result(
            taken.get() - before,
            (System.nanoTime() - begin) / 1e9,
            (cpuNanos() - cpu) / 1e9,
            syncs() - syncs);
    over = true;
    for (Thread sender : senders) {
      sender.join();
    }
    delivery.shutdown(Deadline.in(clock, Duration.ofSeconds(30)));
    if (delivery.books().delivered() != taken.get() * ITEMS) {
      throw new IllegalStateException("not all was delivered: " + delivery.books());
    }
    return result;
  }

  private void send(int first) {
    for (int i = first; !over; i++) {
      Mergeable request = requests.get(i & (DISTINCT - 1));
      Telemetry fresh = Telemetry.of(request.signal(), request.payload());
      if (!delivery.consume(Context.EMPTY, fresh).isAccepted()) {
        throw new IllegalStateException("a request was refused");
      }
      taken.incrementAndGet();
    }
  }

  private long syncs() {
    return storage == null ? 0 : storage.queues().statistics().fsyncs();
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private record Config(QueueConfig sendingQueue) implements DeliveryConfig {
    @Override
    public RetryConfig retryOnFailure() {
      return RetryConfig.defaults();
    }

    @Override
    public DeadLetterConfig deadLetters() {
      return DeadLetterConfig.disabled();
    }

    @Override
    public Duration timeout() {
      return Duration.ofSeconds(5);
    }
  }
}

package io.beltline.testkit;

import io.beltline.api.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The machine's time, for tests over real sockets. */
public final class RealClock implements Clock {
  /** The only one. */
  public static final RealClock INSTANCE = new RealClock();

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("test clock").daemon().factory());

  private RealClock() {}

  @Override
  public long unixNanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    boolean never = new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);
    if (never) {
      throw new IllegalStateException();
    }
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable task) {
    Future<?> future =
        timer.schedule(
            () -> Thread.startVirtualThread(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }
}

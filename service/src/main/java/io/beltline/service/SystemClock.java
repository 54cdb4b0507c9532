package io.beltline.service;

import io.beltline.api.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The machine's clock. One daemon thread keeps the appointments and hands each task to a virtual
 * thread of its own.
 */
public final class SystemClock implements Clock, AutoCloseable {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final ScheduledThreadPoolExecutor scheduler;

  /** Starts the thread that keeps appointments. */
  public SystemClock() {
    scheduler =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("beltline-clock").factory());
    scheduler.setRemoveOnCancelPolicy(true);
  }

  @Override
  public long unixNanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    Thread.sleep(duration);
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable task) {
    long nanos = Math.max(0, TimeUnit.NANOSECONDS.convert(delay)); // saturates instead of throwing
    Future<?> appointment =
        scheduler.schedule(() -> Thread.startVirtualThread(task), nanos, TimeUnit.NANOSECONDS);
    return () -> appointment.cancel(false);
  }

  /** Drops every appointment and ends the thread; tasks that have begun run on. */
  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}

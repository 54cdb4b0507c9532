package io.beltline.receiver.statsd;

import io.beltline.api.ClientInfo;
import io.beltline.api.Clock;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Metadata;
import io.beltline.components.intake.Shipper;
import io.beltline.model.Metrics;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands on what an aggregator has, once an interval, one after the other. While the pipeline says
 * later the interval that runs gets longer. Safe for all threads.
 */
final class Flushes {
  private static final Duration LAST_WAIT = Duration.ofSeconds(1);

  private final Clock clock;
  private final Duration interval;
  private final String transport;
  private final Shipper shipper;
  private final Executor starter;
  private final ReentrantLock turn = new ReentrantLock();
  private final AtomicBoolean pending = new AtomicBoolean();
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private @Nullable Aggregator aggregator;
  private Clock.@Nullable Cancellable next;
  private boolean closed;
  private long due;

  /**
   * Not begun yet.
   *
   * @param starter runs what is handed on before its time; must not wait for it
   */
  Flushes(Clock clock, Duration interval, String transport, Shipper shipper, Executor starter) {
    this.clock = clock;
    this.interval = interval;
    this.transport = transport;
    this.shipper = shipper;
    this.starter = starter;
  }

  /** Begins. */
  synchronized void start(Aggregator from) {
    aggregator = from;
    due = clock.nanoTime();
    schedule();
  }

  private synchronized void schedule() {
    if (closed) {
      return;
    }
    long now = clock.nanoTime();
    do {
      due += interval.toNanos(); // those that were missed are left out
    } while (due - now <= 0);
    next = clock.schedule(Duration.ofNanos(due - now), this::regular);
  }

  private void regular() {
    flush(this::all);
    schedule();
  }

  private Aggregator.Taken all() {
    return source().all();
  }

  private synchronized Aggregator source() {
    if (aggregator == null) {
      throw new IllegalStateException("it is not started");
    }
    return aggregator;
  }

  /**
   * Hands single points of gauges on before their time, unless something is handed on now or they
   * are about to be.
   */
  void early() {
    if (!turn.isLocked() && pending.compareAndSet(false, true)) {
      starter.execute(() -> flush(this::points));
    }
  }

  private Aggregator.Taken points() {
    try {
      return source().points();
    } finally {
      pending.set(false);
    }
  }

  private void flush(Supplier<Aggregator.Taken> what) {
    running.add(Thread.currentThread());
    try {
      turn.lockInterruptibly();
      try {
        Aggregator.Taken taken = what.get();
        try {
          ship(taken);
        } finally {
          taken.end().run();
        }
      } finally {
        turn.unlock();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      running.remove(Thread.currentThread());
    }
  }

  private void ship(Aggregator.Taken taken) throws InterruptedException {
    try {
      while (!taken.parts().isEmpty()) {
        Window.Part part = taken.parts().remove().get();
        Metrics metrics = part.metrics();
        if (!metrics.isEmpty()) {
          ClientInfo client = new ClientInfo(part.source(), transport);
          shipper.ship(Context.of(client, Metadata.EMPTY), metrics);
        }
        taken.done().accept(part);
      }
    } catch (InterruptedException stop) {
      giveUp(taken);
      throw stop;
    }
  }

  private void giveUp(Aggregator.Taken taken) {
    while (!taken.parts().isEmpty()) {
      shipper.drop("shutdown", taken.parts().remove().get().metrics().itemCount());
    }
  }

  /** So that what they give up is counted before it is told that all has ended. */
  private void awaitTheInterrupted() throws InterruptedException {
    if (turn.tryLock(LAST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
      turn.unlock();
    }
  }

  /** Hands on what there is for the last time, until the deadline. */
  void close(Deadline deadline) {
    synchronized (this) {
      closed = true;
      if (next != null) {
        next.cancel();
      }
      if (aggregator == null) {
        return;
      }
    }
    Thread last = Thread.startVirtualThread(() -> flush(this::all));
    try {
      if (!last.join(deadline.remaining())) {
        last.interrupt(); // also if it does not run yet
        running.forEach(Thread::interrupt);
        last.join();
        awaitTheInterrupted();
      }
    } catch (InterruptedException hurried) {
      last.interrupt();
      running.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
    }
    Aggregator.Taken left = source().all(); // nothing, unless nobody took it before the deadline
    giveUp(left);
    left.end().run();
  }
}

package io.beltline.service.reporting;

import io.beltline.api.Clock;
import io.beltline.api.Deadline;
import io.beltline.model.Telemetry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Sends again and again, one attempt at a time, and tells when that begins to fail and when it
 * works again. What could not be sent is not kept: that is told, and the next report goes out at
 * its time. Safe for all threads.
 */
abstract class Reporter {
  private final Clock clock;
  private final Outlet outlet;
  private final Logger logger;
  private final String what;
  private final Duration timeout;
  private final ReentrantLock turn = new ReentrantLock();
  private boolean well = true;
  private boolean ended;
  private Clock.@Nullable Cancellable next;

  Reporter(Clock clock, Outlet outlet, Logger logger, String what, Duration timeout) {
    this.clock = clock;
    this.outlet = outlet;
    this.logger = logger;
    this.what = what;
    this.timeout = timeout;
  }

  /** What there is to send now, or null. */
  abstract @Nullable Telemetry take();

  /** How many requests one round sends at most. */
  abstract int most();

  /** Called after a round, to say when the next one shall be. */
  abstract void rounded();

  /** Sends after a while, on a virtual thread; a time that was set before is called off. */
  final synchronized void schedule(Duration delay) {
    if (!ended) {
      cancel();
      next = clock.schedule(delay, this::round);
    }
  }

  private void round() {
    turn.lock();
    try {
      if (!hasEnded()) {
        send(Deadline.in(clock, timeout));
      }
    } finally {
      turn.unlock();
    }
    rounded();
  }

  private synchronized boolean hasEnded() {
    return ended;
  }

  private void send(Deadline deadline) {
    for (int i = 0; i < most(); i++) {
      Telemetry telemetry = take();
      if (telemetry == null) {
        return;
      }
      tell(outlet.send(telemetry, deadline));
    }
  }

  private void tell(@Nullable String failure) {
    if ((failure == null) == well) {
      return;
    }
    well = failure == null;
    if (well) {
      logger.info("{} can be sent to {} again", what, outlet.target());
    } else {
      logger.warn("{} cannot be sent to {}: {}", what, outlet.target(), failure);
    }
  }

  /** Sends what is left, at most until the deadline, and ends. */
  final void close(Deadline deadline) {
    end();
    try {
      if (turn.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
        try {
          send(deadline);
        } finally {
          turn.unlock();
        }
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    outlet.close(deadline);
  }

  /** Ends without sending anything. */
  final void abandon(Deadline deadline) {
    end();
    outlet.close(deadline);
  }

  private synchronized void end() {
    ended = true;
    cancel();
  }

  private void cancel() {
    if (next != null) {
      next.cancel();
      next = null;
    }
  }
}

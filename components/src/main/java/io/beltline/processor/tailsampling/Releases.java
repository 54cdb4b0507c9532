package io.beltline.processor.tailsampling;

import io.beltline.api.ConsumeResult.Accepted;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Deadline;
import io.beltline.components.parts.LastAttempts;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sends traces that are kept. What is refused for a time is tried again and stays held; what is
 * refused for good is booked as dropped. Safe for all threads; called without the lock of what is
 * held.
 */
final class Releases {
  private final Holding holding;
  private final SamplingParts parts;
  private final ThresholdWriter thresholds;
  private final ReentrantLock sending = new ReentrantLock();

  /** What was made and is not taken yet; under the lock. */
  private final Deque<Shipment> made = new ArrayDeque<>();

  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile boolean closed;

  /** The end did not wait for who is sending: who lets go of the lock drops what is made. */
  private volatile boolean abandoned;

  /** What is held is not this one's to send any more; guarded by the lock of what is held. */
  private boolean left;

  Releases(Holding holding, SamplingParts parts, ThresholdWriter thresholds) {
    this.holding = holding;
    this.parts = parts;
    this.thresholds = thresholds;
  }

  /** Has what waits to be sent sent soon, on another thread. */
  void kick() {
    schedule(Duration.ZERO);
  }

  private void schedule(Duration delay) {
    if (!closed && scheduled.compareAndSet(false, true)) {
      parts.clock().schedule(delay, this::run);
    }
  }

  private void run() {
    scheduled.set(false);
    if (closed) {
      return;
    }
    Retryable refused = send();
    if (refused != null) {
      schedule(LastAttempts.pause(refused));
    }
  }

  /**
   * Sends all there is; says why not if that is not possible. Nothing is sent before it is written
   * down that it is to be, and nothing more before it is written down that it was.
   */
  @Nullable Retryable send() {
    sending.lock();
    try {
      return sendAll();
    } finally {
      sending.unlock();
      dropAbandoned();
    }
  }

  private void abandon() {
    abandoned = true;
    dropAbandoned(); // if who was sending has ended just now
  }

  /** Called after each unlock, so that nothing stays; who has the lock now sees to it else. */
  private void dropAbandoned() {
    if (!abandoned || !sending.tryLock()) {
      return;
    }
    try {
      if (holding.storage().isDurable()) {
        lost(made.stream().mapToLong(Shipment::unstored).sum());
        made.clear(); // the next life finds the rest on disk
      } else {
        dropMade();
      }
    } finally {
      sending.unlock();
    }
  }

  private @Nullable Retryable sendAll() {
    for (Shipment next = next(); next != null; next = next()) {
      Retryable unwritten = holding.storage().flush();
      if (unwritten != null) {
        return unwritten;
      }
      switch (parts.next().consume(next.context(), next.traces())) {
        case Accepted _ -> parts.counters().held(-next.spans());
        case Permanent refused -> {
          parts.logger().warn("traces were refused for good: {}", refused.message());
          parts.counters().held(-next.spans());
          parts.counters().lost("refused", next.spans());
        }
        case Retryable later -> {
          return later;
        }
      }
      made.remove();
      ended(next);
    }
    return holding.storage().flush();
  }

  private void ended(Shipment sent) {
    if (sent.stored().isEmpty()) {
      return;
    }
    holding.lock().lock();
    try {
      StoredRequests requests = holding.table().stored();
      sent.stored().forEach(run -> requests.ended(run.request(), run.number()));
    } finally {
      holding.lock().unlock();
    }
  }

  private @Nullable Shipment next() {
    if (made.isEmpty()) {
      ShipmentBuilder builder = new ShipmentBuilder(thresholds, parts.config().tracestate());
      holding.lock().lock();
      try {
        if (!left && !abandoned) {
          builder.take(holding.table());
        }
        holding.room().signalAll();
      } finally {
        holding.lock().unlock();
      }
      made.addAll(builder.build());
    }
    return made.peek();
  }

  /** Sends all, trying again until the deadline; what is not taken by then is dropped. */
  void shutdown(Deadline deadline) {
    closed = true;
    if (lock(deadline)) {
      try {
        LastAttempts.until(deadline, this::sendAll);
        dropMade();
      } finally {
        sending.unlock();
      }
    } else {
      abandon();
    }
    holding.lock().lock();
    try {
      holding.dropReady("shutdown");
    } finally {
      holding.lock().unlock();
    }
  }

  /**
   * Sends what can be sent now, or until the deadline; what is not taken is given back.
   *
   * @param again whether to try again what is refused for a time
   */
  List<Shipment> leave(Deadline deadline, boolean again) {
    closed = true;
    boolean mine = lock(deadline); // else who is sending sees to what is made
    if (!mine) {
      abandon();
    }
    try {
      if (mine && again) {
        LastAttempts.until(deadline, this::sendAll);
      } else if (mine) {
        sendAll();
      }
      List<Shipment> rest = mine ? List.copyOf(made) : List.of();
      if (mine) {
        made.clear();
      }
      giveUp();
      return rest;
    } finally {
      if (mine) {
        sending.unlock();
      }
    }
  }

  private void giveUp() {
    holding.lock().lock();
    try {
      left = true;
    } finally {
      holding.lock().unlock();
    }
  }

  /** Takes over requests that another made. */
  void adopt(List<Shipment> rest) {
    sending.lock();
    try {
      made.addAll(rest);
    } finally {
      sending.unlock();
    }
    kick();
  }

  private void dropMade() {
    for (Shipment rest = made.poll(); rest != null; rest = made.poll()) {
      lost(rest.spans());
    }
  }

  /** Books held spans that nobody can send any more. */
  void lost(long spans) {
    if (spans > 0) {
      parts.counters().held(-spans);
      parts.counters().lost("shutdown", spans);
    }
  }

  /** Waits for what is being sent; false if that does not end in time. */
  private boolean lock(Deadline deadline) {
    try {
      return sending.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

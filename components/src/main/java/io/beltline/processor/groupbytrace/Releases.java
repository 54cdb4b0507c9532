package io.beltline.processor.groupbytrace;

import io.beltline.api.Clock;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Accepted;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Settings;
import io.beltline.components.parts.LastAttempts;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hands traces on when they are due. What is refused for a time is tried again and stays held; what
 * is refused for good is booked as dropped. Safe for all threads.
 */
final class Releases {
  /** A request of several traces is not much larger than this. */
  private static final long REQUEST_BYTES = 4L << 20;

  private final Settings settings;
  private final TraceStore store;
  private final Clock clock;
  private final Duration tick;
  private final TraceCounters counters;
  private final Consumer next;

  /** Held while something is sent, so that it is sent in order. */
  private final ReentrantLock sending = new ReentrantLock();

  /** What was refused for a time, in order; under the lock. */
  private final Deque<Batch> again = new ArrayDeque<>();

  private final Object arming = new Object();
  private Clock.@Nullable Cancellable alarm;
  private volatile boolean closed;

  /** The shutdown has ended: who lets go of the lock, or comes late, sees to what is left. */
  private volatile boolean over;

  /** The shutdown did not wait for who is sending: what is left is not sent any more. */
  private volatile boolean abandoned;

  Releases(
      Settings settings,
      TraceStore store,
      Clock clock,
      Duration tick,
      TraceCounters counters,
      Consumer next) {
    this.settings = settings;
    this.store = store;
    this.clock = clock;
    this.tick = tick;
    this.counters = counters;
    this.next = next;
  }

  /** Traces that are sent in one request. */
  private record Batch(Context context, List<HeldTrace> traces) {
    int spans() {
      return traces.stream().mapToInt(HeldTrace::spans).sum();
    }
  }

  /** Sees to it that traces are handed on when the first is due. */
  void arm() {
    synchronized (arming) {
      Long due = store.nextDue();
      if (alarm == null && due != null && !closed) {
        arm(Duration.ofNanos(Math.max(0, due - clock.nanoTime())));
      }
    }
  }

  private void arm(Duration delay) {
    alarm = clock.schedule(delay, this::tick);
  }

  private void tick() {
    sending.lock();
    try {
      if (closed) {
        return;
      }
      Retryable refused = sendAgain();
      if (refused == null) {
        refused = send(store.takeDue(clock.nanoTime()));
      }
      Duration pause = refused == null ? tick : LastAttempts.pause(refused);
      synchronized (arming) {
        alarm = null;
        Long due = store.nextDue();
        if (!closed && (due != null || !again.isEmpty())) {
          long wait = due == null ? 0 : due - clock.nanoTime();
          arm(again.isEmpty() ? Duration.ofNanos(Math.max(pause.toNanos(), wait)) : pause);
        }
      }
    } finally {
      sending.unlock();
      sweep();
    }
  }

  /** Hands the traces that wait longest on; says why not if that is not possible. */
  @Nullable Retryable makeRoom(Map<Slice, List<Piece>> cut, Context context) {
    sending.lock();
    try {
      Retryable refused = sendAgain();
      if (refused == null) {
        List<HeldTrace> oldest = store.takeForRoom(cut, context);
        counters.evicted(oldest.size());
        refused = send(oldest);
      }
      return refused;
    } finally {
      sending.unlock();
      sweep();
    }
  }

  private @Nullable Retryable sendAgain() {
    while (!again.isEmpty()) {
      Retryable refused = send(again.element());
      if (refused != null) {
        return refused;
      }
      again.remove();
    }
    return null;
  }

  /** Sends traces; those that are refused for a time are kept. */
  private @Nullable Retryable send(List<HeldTrace> traces) {
    Retryable first = null;
    for (Batch batch : batches(traces)) {
      Retryable refused = first == null ? send(batch) : first;
      if (refused != null) {
        first = refused;
        again.add(batch);
      }
    }
    return first;
  }

  private static List<Batch> batches(List<HeldTrace> traces) {
    Map<Context, List<HeldTrace>> byContext = new LinkedHashMap<>();
    for (HeldTrace trace : traces) {
      byContext.computeIfAbsent(trace.key().context(), c -> new ArrayList<>()).add(trace);
    }
    List<Batch> batches = new ArrayList<>();
    byContext.forEach(
        (context, all) -> {
          List<HeldTrace> some = new ArrayList<>();
          long bytes = 0;
          for (HeldTrace trace : all) {
            some.add(trace);
            bytes += trace.bytes();
            if (bytes >= REQUEST_BYTES) {
              batches.add(new Batch(context, some));
              some = new ArrayList<>();
              bytes = 0;
            }
          }
          if (!some.isEmpty()) {
            batches.add(new Batch(context, some));
          }
        });
    return batches;
  }

  private @Nullable Retryable send(Batch batch) {
    ConsumeResult result = next.consume(batch.context(), TraceRequest.of(batch.traces()));
    return switch (result) {
      case Accepted _ -> {
        counters.released(batch.traces().size(), batch.spans());
        settings.ledger().held(Signal.TRACES, -batch.spans());
        store.release(batch.traces());
        yield null;
      }
      case Permanent refused -> {
        settings.logger().warn("traces were refused for good: {}", refused.message());
        drop(batch, "refused");
        yield null;
      }
      case Retryable later -> later;
    };
  }

  private void drop(Batch batch, String reason) {
    settings.ledger().held(Signal.TRACES, -batch.spans());
    settings.ledger().dropped(Signal.TRACES, reason, batch.spans());
    store.release(batch.traces());
  }

  /** Hands all on, trying again until the deadline; what is not taken by then is dropped. */
  void shutdown(Deadline deadline) {
    closed = true;
    synchronized (arming) {
      if (alarm != null) {
        alarm.cancel();
      }
    }
    if (lock(deadline)) {
      try {
        LastAttempts.until(deadline, this::sendRest);
        dropAgain();
      } finally {
        sending.unlock();
      }
    } else {
      abandoned = true;
      batches(store.takeAll()).forEach(batch -> drop(batch, "shutdown"));
    }
    over = true;
    sweep();
  }

  /** Sees to traces that came while all were handed on for the last time, or after that. */
  void late() {
    sweep();
  }

  /** What is left after the shutdown is tried once and dropped, by whoever has the lock. */
  private void sweep() {
    do {
      if (!over || !sending.tryLock()) {
        return;
      }
      try {
        if (!abandoned) {
          sendRest();
        }
        batches(store.takeAll()).forEach(again::add);
        dropAgain();
      } finally {
        sending.unlock();
      }
    } while (store.nextDue() != null); // came in between, and its thread could not lock
  }

  private @Nullable Retryable sendRest() {
    batches(store.takeAll()).forEach(again::add);
    return sendAgain();
  }

  private void dropAgain() {
    again.forEach(batch -> drop(batch, "shutdown"));
    again.clear();
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

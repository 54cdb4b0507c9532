package io.beltline.processor.logdedup;

import io.beltline.api.ClientInfo;
import io.beltline.api.Clock;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Metadata;
import io.beltline.api.Settings;
import io.beltline.components.parts.LastAttempts;
import io.beltline.components.parts.Portions;
import io.beltline.model.Signal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is gathered, in parts, each of which has its own answer. What is refused for a time is
 * put back. Safe for all threads.
 */
final class Outbox {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Destinations are told at the deadline to take nothing, and who sends comes back just then. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Settings settings;
  private final Store store;
  private final Summaries summaries;
  private final Clock clock;
  private final Consumer next;

  /** Held while something is sent, so that it is sent in order. */
  private final ReentrantLock sending = new ReentrantLock();

  /** Why not all was taken the last time, and when that is asked again; under the lock. */
  private @Nullable Retryable refused;

  private long again;

  /** The shutdown has ended: who lets go of the lock, or comes late, sees to what is left. */
  private volatile boolean over;

  /** The shutdown did not wait for who is sending: what is left is not sent any more. */
  private volatile boolean abandoned;

  Outbox(Settings settings, Store store, Summaries summaries, Clock clock, Consumer next) {
    this.settings = settings;
    this.store = store;
    this.summaries = summaries;
    this.clock = clock;
    this.next = next;
  }

  /** What goes into one request. */
  private record Part(Metadata metadata, List<Gathered> gathered) {
    Context context() {
      return metadata.isEmpty() ? Context.EMPTY : Context.of(ClientInfo.NONE, metadata);
    }

    int size() {
      return gathered.size();
    }
  }

  /** Sends all, unless the processor has ended. */
  void tick() {
    sending.lock();
    try {
      if (!over) {
        send();
      }
    } finally {
      unlock();
    }
  }

  /**
   * Sends all if there is no room for more; says why there is still none. A destination that takes
   * nothing is not asked by each request.
   */
  @Nullable Retryable makeRoom() {
    if (!store.isFull()) {
      return null;
    }
    sending.lock();
    try {
      if (store.isFull() && (refused == null || clock.nanoTime() - again >= 0)) {
        send();
      }
      String why = refused == null ? "" : ", and nothing is taken: " + refused.message();
      return store.isFull() ? ConsumeResult.unavailable("log_dedup is full" + why, PAUSE) : null;
    } finally {
      unlock();
    }
  }

  /** Sends all; says why not all was taken. Under the lock. */
  private @Nullable Retryable send() {
    Deque<Part> parts = parts();
    List<Part> back = new ArrayList<>();
    Set<Metadata> busy = new HashSet<>(); // others may be let through
    Retryable first = null;
    int lost = 0;
    String reason = "";
    try {
      for (; !parts.isEmpty(); parts.remove()) {
        Part part = parts.element();
        ConsumeResult answer = busy.contains(part.metadata) ? first : send(part);
        if (answer instanceof Retryable later) {
          first = first == null ? later : first;
          busy.add(part.metadata);
          back.add(part);
        } else if (answer instanceof ConsumeResult.Permanent never) {
          lost += part.size();
          reason = never.message();
        }
      }
    } finally {
      back.addAll(parts); // none, or what an exception was about and what follows
      back.forEach(this::putBack);
      store.settleAll();
    }
    if (lost > 0) {
      settings.logger().warn("{} log records were refused: {}", lost, reason);
    }
    refused = first;
    again = first == null ? 0 : clock.nanoTime() + LastAttempts.pause(first).toNanos();
    return first;
  }

  private Deque<Part> parts() {
    Deque<Part> parts = new ArrayDeque<>();
    store
        .take()
        .forEach(
            (metadata, all) ->
                Portions.of(Summaries.sorted(all), Gathered::bytesBeside)
                    .forEach(some -> parts.add(new Part(metadata, some))));
    return parts;
  }

  private ConsumeResult send(Part part) {
    ConsumeResult answer =
        next.consume(part.context(), summaries.of(part.gathered, clock.unixNanos()));
    switch (answer) {
      case ConsumeResult.Accepted _ -> {
        settings.ledger().held(Signal.LOGS, -part.size());
        summaries.sent(part.gathered);
        store.settle(part.gathered);
      }
      case ConsumeResult.Permanent _ -> {
        drop(part.size(), "refused");
        store.settle(part.gathered);
      }
      case Retryable _ -> {} // put back with all others
    }
    return answer;
  }

  private void putBack(Part part) {
    int added = store.add(part.metadata, part.gathered);
    if (added < part.size()) { // others came meanwhile
      settings.ledger().held(Signal.LOGS, added - part.size());
      settings.ledger().filtered(Signal.LOGS, LogDedupProcessor.DUPLICATE, part.size() - added);
    }
  }

  private void drop(int records, String reason) {
    settings.ledger().held(Signal.LOGS, -records);
    settings.ledger().dropped(Signal.LOGS, reason, records);
  }

  /** Sends all, trying again until the deadline; what is not taken by then is dropped. */
  void end(Deadline deadline) {
    if (lock(deadline)) {
      try {
        sendAndDrop(() -> LastAttempts.until(deadline, this::send));
      } finally {
        unlock();
      }
    } else {
      abandoned = true;
      over = true;
      dropAll();
    }
  }

  /** Takes all out for another, who sends it. */
  Map<Metadata, List<Gathered>> leave(Deadline deadline) {
    boolean locked = lock(deadline);
    over = true;
    Map<Metadata, List<Gathered>> left = store.take();
    if (locked) {
      unlock();
    } else {
      abandoned = true;
    }
    return left;
  }

  /** What is there after the shutdown is tried once and dropped, by whoever has the lock. */
  void sweep() {
    while (over && !store.isEmpty() && sending.tryLock()) {
      try {
        sendAndDrop(abandoned ? () -> {} : this::send);
      } finally {
        sending.unlock();
      }
    }
  }

  private void sendAndDrop(Runnable sent) {
    try {
      sent.run();
    } finally {
      over = true;
      dropAll();
    }
  }

  private void dropAll() {
    for (List<Gathered> some : store.take().values()) {
      if (!some.isEmpty()) {
        drop(some.size(), "shutdown");
      }
    }
    store.settleAll();
  }

  private void unlock() {
    sending.unlock();
    sweep();
  }

  /** Waits for what is being sent; false if that does not end in time, or soon after. */
  private boolean lock(Deadline deadline) {
    try {
      return sending.tryLock(deadline.remaining().plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

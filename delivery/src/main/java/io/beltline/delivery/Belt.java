package io.beltline.delivery;

import io.beltline.api.ByteAccount;
import io.beltline.api.Clock;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Overload;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.delivery.QueueStore.Admission;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The moving part of a destination: owns the lock under which the queue, the gathering, the senders
 * and the books change together. Everything done under the lock is short; bytes are touched
 * outside.
 *
 * <p>A sender is a virtual thread that is started when a load is ready and fewer than the allowed
 * number run, takes loads as long as there are any, and ends.
 */
final class Belt {
  /** How long interrupted senders may take to end before shutdown goes on without them. */
  static final Duration GRACE = Duration.ofSeconds(2);

  private static final Outcome.Lost PUSHED_OUT =
      new Outcome.Lost(
          DropReason.QUEUE_FULL, ConsumeResult.unavailable("sending queue is full", null));

  private static final Outcome.Lost PURGED =
      new Outcome.Lost(DropReason.PURGED, ConsumeResult.unavailable("the queue was purged", null));

  private final ReentrantLock lock;
  private final Condition room;
  private final Condition idle;
  private final DestinationBooks books;
  private final QueueStore store;
  private final Gatherer gatherer;
  private final Consumer<Load> carrier;
  private final int consumers;
  private final Clock clock;
  private final Overload overload = new Overload();
  private final ThreadFactory threads;
  private final Set<Thread> senders = new HashSet<>();
  private final AtomicInteger pushedOut = new AtomicInteger();
  private int starting;
  private int direct;
  private boolean stopping;
  private boolean hurried;
  private boolean expired;
  private boolean abandoned;
  private ByteAccount memory = new ByteAccount();

  Belt(BeltParts parts, Consumer<Load> carrier) {
    this.lock = parts.lock();
    this.room = lock.newCondition();
    this.idle = lock.newCondition();
    this.books = parts.books();
    this.store = parts.store();
    this.carrier = carrier;
    this.consumers = parts.consumers();
    this.clock = parts.clock();
    this.gatherer = new Gatherer(parts.clock(), parts.batches(), this::timeUp);
    this.threads = Thread.ofVirtual().name("delivery " + parts.name()).factory();
  }

  /**
   * Begins; before the first request.
   *
   * @return items of an earlier run that the queue holds
   */
  long start(Host host) {
    lock.lock();
    try {
      memory = host.memory();
    } finally {
      lock.unlock();
    }
    return store.start(host, this::changed);
  }

  /** Whether nobody shall wait for room; those who do are refused. */
  void hurry(boolean on) {
    lock.lock();
    try {
      hurried = on;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Moves what an earlier run has left; when that is in the books. */
  void resume() {
    lock.lock();
    try {
      turn();
    } finally {
      lock.unlock();
    }
  }

  /** The store has more to give, or room. Under the lock. */
  private void changed() {
    turn();
    room.signal();
    signalIdle();
  }

  /**
   * Takes a request into the queue, and waits until it is kept there; null if it is, else what its
   * caller is told.
   */
  @Nullable ConsumeResult offer(Entry entry, Overflow overflow) {
    ConsumeResult refusal = take(entry, overflow, books::accepted);
    return refusal != null ? refusal : keep(entry, books::returned);
  }

  /** The same for a dead letter, if there is room. */
  @Nullable ConsumeResult redrive(Entry entry) {
    ConsumeResult refusal = take(entry, Overflow.REJECT, books::redriven);
    return refusal != null ? refusal : keep(entry, books::notRedriven);
  }

  private @Nullable ConsumeResult take(Entry entry, Overflow overflow, IntConsumer book) {
    lock.lock();
    try {
      while (true) {
        ConsumeResult refusal = refusal(entry);
        if (refusal != null) {
          return refusal;
        }
        Admission admission = store.offer(entry);
        if (admission == Admission.FULL && overflow == Overflow.DROP_OLDEST) {
          admission = pushIn(entry);
        }
        if (admission == Admission.TAKEN) {
          break;
        }
        if (!isWorthWaiting(admission, overflow)) {
          return Refused.of(admission, overload.refuse(clock));
        }
        if (hurried) {
          return ConsumeResult.unavailable("shutting down", null);
        }
        room.await();
      }
      overload.end();
      book.accept(entry.items);
      entry.hold(memory);
      turn();
      room.signal();
      return null;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new Retryable(
          Status.of(Code.CANCELLED), "interrupted while waiting for room in the queue", null);
    } finally {
      lock.unlock();
      if (overflow == Overflow.DROP_OLDEST) {
        store.flush();
      }
    }
  }

  private boolean isWorthWaiting(Admission admission, Overflow overflow) {
    boolean passes = admission == Admission.FULL || admission == Admission.NO_SPACE;
    return switch (overflow) {
      case BLOCK -> passes;
      case DROP_OLDEST ->
          admission == Admission.FULL && store.isBusy(); // the oldest are being read
      case REJECT -> false;
    };
  }

  private @Nullable ConsumeResult keep(Entry entry, IntConsumer takeBack) {
    if (!store.isDurable()) {
      return null;
    }
    boolean kept = false;
    try {
      store.force(entry);
      kept = true;
      return null;
    } catch (IOException failed) {
      return Refused.byStorage(failed);
    } finally {
      if (!kept) {
        takeBack(entry, takeBack);
      }
    }
  }

  private void takeBack(Entry entry, IntConsumer book) {
    lock.lock();
    try {
      book.accept(entry.items);
      entry.release(memory);
      changed();
    } finally {
      lock.unlock();
    }
  }

  /** Drops the oldest of what waits until an entry has room, as far as something waits. */
  private Admission pushIn(Entry entry) {
    Admission admission = Admission.FULL;
    while (admission == Admission.FULL) {
      Entry gathered = gatherer.evict();
      Entry oldest = gathered != null ? gathered : store.evict();
      if (oldest == null) {
        break;
      }
      oldest.settle(PUSHED_OUT, oldest.items);
      pushedOut.addAndGet(oldest.items);
      admission = store.offer(entry);
    }
    return admission;
  }

  /** Drops what waits and is at hand; returns the number of requests, and their items. */
  long[] purge() {
    long[] dropped = new long[2];
    lock.lock();
    try {
      while (true) {
        Entry gathered = gatherer.evict();
        Entry oldest = gathered != null ? gathered : store.evict();
        if (oldest == null) {
          break;
        }
        oldest.settle(PURGED, oldest.items);
        dropped[0]++;
        dropped[1] += oldest.items;
      }
      turn();
    } finally {
      lock.unlock();
      store.flush();
    }
    return dropped;
  }

  /** Items that were dropped to make room since the last call. */
  int pushedOut() {
    return pushedOut.get() == 0 ? 0 : pushedOut.getAndSet(0);
  }

  private @Nullable ConsumeResult refusal(Entry entry) {
    if (stopping) {
      return ConsumeResult.unavailable("shutting down", null);
    }
    if (entry.size > store.capacity()) {
      return new Permanent(
          new Status(Code.INVALID_ARGUMENT, 413),
          "the request fills %d of a sending queue of %d (expected: at most queue_size)"
              .formatted(entry.size, store.capacity()));
    }
    if (!gatherer.admits(entry) && entry.rules != null) {
      return new Retryable(
          Status.of(Code.RESOURCE_EXHAUSTED),
          "too many different values of %s wait to be batched (expected: at most %d)"
              .formatted(entry.rules.keys(), entry.rules.partitions()),
          entry.rules.timeout());
    }
    return null;
  }

  /** A request that does not go through the queue begins; null, or why it may not. */
  @Nullable ConsumeResult begin(Entry entry) {
    lock.lock();
    try {
      if (stopping) {
        return ConsumeResult.unavailable("shutting down", null);
      }
      direct++;
      books.accepted(entry.items);
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** A request that did not go through the queue has ended. */
  void end() {
    lock.lock();
    try {
      direct--;
      signalIdle();
    } finally {
      lock.unlock();
    }
  }

  /** An entry has come to an end. Under the lock. */
  void ended(Entry entry) {
    if (entry.size > 0) {
      store.acknowledge(entry);
      entry.release(memory);
      room.signal();
    }
  }

  /** An entry stays on disk. Under the lock. */
  void left(Entry entry) {
    entry.release(memory);
  }

  /** The caller of an entry in the queue waits no longer. Under the lock. */
  void abandon(Entry entry) {
    entry.abandon();
    if (!store.abandon(entry)) {
      entry.hold(memory);
    }
  }

  /** Reads something under the lock. */
  <T> T read(Supplier<T> value) {
    lock.lock();
    try {
      return value.get();
    } finally {
      lock.unlock();
    }
  }

  private void timeUp(Gatherer.Partition partition) {
    lock.lock();
    try {
      gatherer.flushDue(partition);
      turn();
    } finally {
      lock.unlock();
    }
  }

  /** Moves what can move: requests into loads, loads to senders. Under the lock. */
  private void turn() {
    while (gatherer.ready() < consumers) {
      Entry entry = store.poll();
      if (entry == null) {
        if (stopping && !store.isBusy()) {
          gatherer.flushAll();
        }
        break;
      }
      gatherer.add(entry);
    }
    while (starting < gatherer.ready() && senders.size() < consumers && !expired) {
      Thread sender = threads.newThread(this::send);
      sender.start(); // waits for the lock; if it cannot be started, it does not count
      senders.add(sender);
      starting++;
    }
  }

  private void send() {
    boolean first = true;
    try {
      for (Load load = next(first); load != null; load = next(false)) {
        first = false;
        try {
          carrier.accept(load);
        } finally {
          store.flush();
        }
      }
    } finally {
      left();
    }
  }

  /** A sender ends. If it was thrown out, another takes its place. */
  private void left() {
    lock.lock();
    try {
      if (senders.remove(Thread.currentThread())) {
        turn();
      }
      signalIdle();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Load next(boolean first) {
    lock.lock();
    try {
      if (first) {
        starting--;
      }
      Load load = expired ? null : gatherer.poll();
      turn();
      if (load == null) {
        senders.remove(Thread.currentThread());
        signalIdle();
      }
      return load;
    } finally {
      lock.unlock();
    }
  }

  private void signalIdle() {
    if (stopping && !isWorking()) {
      idle.signalAll();
    }
  }

  /**
   * Ends: takes nothing more, waits until all is sent or the deadline has passed, then interrupts
   * the senders.
   *
   * @param leaving true to send no more than what is being sent
   * @return what nobody will send any more
   */
  List<Load> shutdown(Deadline deadline, boolean leaving, Runnable begun) {
    var clock = deadline.clock();
    lock.lock();
    try {
      stopping = true;
      expired |= leaving;
      room.signalAll();
      turn();
    } finally {
      lock.unlock();
    }
    begun.run();
    var end = clock.schedule(deadline.remaining(), this::expire);
    var grace = clock.schedule(deadline.remaining().plus(GRACE), this::abandon);
    try {
      return drain();
    } finally {
      end.cancel();
      grace.cancel();
    }
  }

  private List<Load> drain() {
    lock.lock();
    try {
      while (isWorking() && !abandoned) {
        idle.awaitUninterruptibly();
      }
      expired = true;
      gatherer.flushAll();
      List<Load> left = new ArrayList<>();
      for (Load load = gatherer.poll(); load != null; load = gatherer.poll()) {
        left.add(load);
      }
      store.leave().forEach(entry -> left.add(Load.of(entry)));
      return left;
    } finally {
      lock.unlock();
    }
  }

  private boolean isWorking() {
    return !senders.isEmpty() || direct > 0 || store.isForcing() || (store.isBusy() && !expired);
  }

  private void expire() {
    lock.lock();
    try {
      expired = true;
      senders.forEach(Thread::interrupt);
      signalIdle();
    } finally {
      lock.unlock();
    }
  }

  private void abandon() {
    lock.lock();
    try {
      abandoned = true;
      idle.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** True if shutdown went on while a sender still hung in its exporter. */
  boolean isAbandoned() {
    return read(() -> abandoned);
  }

  /** What the queue holds. */
  QueueStore.Holding holding() {
    return read(store::holding);
  }

  /** What the queue holds, by its sizer. */
  long queueSize() {
    return read(store::size);
  }
}

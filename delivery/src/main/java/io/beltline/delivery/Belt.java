package io.beltline.delivery;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The moving part of a destination: owns the lock under which the queue, its {@link Intake}, the
 * gathering, the senders and the books change together. Everything done under the lock is short;
 * bytes are touched outside.
 *
 * <p>A sender is a virtual thread that is started when a load is ready and fewer than the allowed
 * number run, takes loads as long as there are any, and ends.
 */
final class Belt {
  /** How long interrupted senders may take to end before shutdown goes on without them. */
  static final Duration GRACE = Duration.ofSeconds(2);

  private final ReentrantLock lock;
  private final Condition idle;
  private final DestinationBooks books;
  private final QueueStore store;
  private final Gatherer gatherer;
  private final Consumer<Load> carrier;
  private final int consumers;
  private final Intake intake;
  private final ThreadFactory threads;
  private final Set<Thread> senders = new HashSet<>();
  private final Set<Thread> aside = new HashSet<>();
  private int starting;
  private int direct;
  private int watching;
  private boolean stopping;
  private boolean expired;
  private boolean abandoned;
  private final SideLanes.Watch watch = new Aside();

  Belt(BeltParts parts, Consumer<Load> carrier) {
    this.lock = parts.lock();
    this.idle = lock.newCondition();
    this.books = parts.books();
    this.store = parts.store();
    this.carrier = carrier;
    this.consumers = parts.consumers();
    this.gatherer = new Gatherer(parts.clock(), parts.batches(), this::timeUp);
    this.intake = new Intake(parts, gatherer, this::turn, this::signalIdle);
    this.threads = Thread.ofVirtual().name("delivery " + parts.name()).factory();
  }

  /**
   * Begins; before the first request.
   *
   * @return items of an earlier run that the queue holds
   */
  long start(Host host) {
    intake.start(host.memory());
    return store.start(host, intake::changed);
  }

  /** Takes requests into the queue. */
  Intake intake() {
    return intake;
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
    if ((stopping || watching > 0) && !isWorking()) {
      idle.signalAll();
    }
  }

  /** Waits until nothing is sent: what is left in the queue waits for company or for time. */
  void awaitRest() {
    lock.lock();
    try {
      watching++;
      while (isWorking()) {
        idle.awaitUninterruptibly();
      }
    } finally {
      watching--;
      lock.unlock();
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
      intake.close();
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

  /** Sends no more than what is being sent; once {@link #shutdown} has begun. */
  void leave() {
    lock.lock();
    try {
      expired = true;
      signalIdle();
    } finally {
      lock.unlock();
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
    return !senders.isEmpty()
        || !aside.isEmpty()
        || direct > 0
        || store.isForcing()
        || (store.isBusy() && !expired);
  }

  private void expire() {
    lock.lock();
    try {
      expired = true;
      senders.forEach(Thread::interrupt);
      aside.forEach(Thread::interrupt);
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

  /** Knows of the threads that serve lanes beside the belt. */
  private final class Aside implements SideLanes.Watch {
    @Override
    public void began(Thread lane) {
      lock.lock();
      try {
        aside.add(lane);
        if (expired) {
          lane.interrupt();
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void settled() {
      store.flush();
    }

    @Override
    public void ended(Thread lane) {
      lock.lock();
      try {
        aside.remove(lane);
        signalIdle();
      } finally {
        lock.unlock();
      }
    }
  }

  /** What must be told of the threads beside the belt. */
  SideLanes.Watch aside() {
    return watch;
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

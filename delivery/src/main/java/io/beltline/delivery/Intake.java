package io.beltline.delivery;

import io.beltline.api.ByteAccount;
import io.beltline.api.Clock;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Overload;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.delivery.QueueStore.Admission;
import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests into the queue of a destination, or says why not, and gives back the room and the
 * memory of those that have left it. Works under the lock of the {@link Belt}, whose turn it is
 * when something has come in.
 */
final class Intake {
  private final ReentrantLock lock;
  private final Condition room;
  private final DestinationBooks books;
  private final QueueStore store;
  private final Gatherer gatherer;
  private final Clock clock;
  private final Eviction eviction;
  private final Runnable turn;
  private final Runnable signalIdle;
  private final Overload overload = new Overload();
  private ByteAccount memory = new ByteAccount();
  private boolean hurried;
  private boolean closed;

  /**
   * An intake without an account.
   *
   * @param turn moves what can move; called under the lock
   * @param signalIdle wakes who waits for the end if nothing moves; called under the lock
   */
  Intake(BeltParts parts, Gatherer gatherer, Runnable turn, Runnable signalIdle) {
    this.lock = parts.lock();
    this.room = lock.newCondition();
    this.books = parts.books();
    this.store = parts.store();
    this.gatherer = gatherer;
    this.eviction = new Eviction(gatherer, parts.store());
    this.clock = parts.clock();
    this.turn = turn;
    this.signalIdle = signalIdle;
  }

  /** Counts what is kept in memory on an account from now on. */
  void start(ByteAccount account) {
    lock.lock();
    try {
      memory = account;
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing more; who waits for room is refused. Under the lock. */
  void close() {
    closed = true;
    room.signalAll();
  }

  /** The store has more to give, or room. Under the lock. */
  void changed() {
    turn.run();
    room.signal();
    signalIdle.run();
  }

  /**
   * Takes a request into the queue, and waits until it is kept there; null if it is, else what its
   * caller is told.
   */
  @Nullable ConsumeResult offer(Entry entry, Overflow overflow) {
    return take(entry, overflow, books::accepted, books::returned);
  }

  /** The same for a dead letter, if there is room. */
  @Nullable ConsumeResult redrive(Entry entry) {
    return take(entry, Overflow.REJECT, books::redriven, books::notRedriven);
  }

  private @Nullable ConsumeResult take(
      Entry entry, Overflow overflow, IntConsumer book, IntConsumer takeBack) {
    Throwable thrown;
    lock.lock();
    try {
      ConsumeResult refusal = offered(entry, overflow);
      if (refusal != null) {
        return refusal;
      }
      thrown = moveOn(entry, book);
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
    return keep(entry, takeBack, thrown);
  }

  /** Offers an entry to the store until it takes it; null if it did. Under the lock. */
  private @Nullable ConsumeResult offered(Entry entry, Overflow overflow)
      throws InterruptedException {
    while (true) {
      ConsumeResult refusal = refusal(entry);
      if (refusal != null) {
        return refusal;
      }
      Admission admission = store.offer(entry);
      if (admission == Admission.FULL && overflow == Overflow.DROP_OLDEST) {
        admission = eviction.pushIn(entry);
      }
      if (admission == Admission.TAKEN) {
        return null;
      }
      if (!isWorthWaiting(admission, overflow)) {
        return Refused.of(admission, overload.refuse(clock));
      }
      if (hurried) {
        return ConsumeResult.unavailable("shutting down", null);
      }
      room.await();
    }
  }

  /**
   * Books what the store has taken and moves what can move; under the lock. What is thrown is
   * returned: nothing behind the entry would be given out if its way were left unfinished.
   */
  private @Nullable Throwable moveOn(Entry entry, IntConsumer book) {
    try {
      overload.end();
      book.accept(entry.items);
      entry.hold(memory);
      turn.run();
      room.signal();
      return null;
    } catch (RuntimeException | Error bug) {
      return bug;
    }
  }

  /** Finishes the way of an entry, and throws what was thrown when it began. */
  private @Nullable ConsumeResult keep(
      Entry entry, IntConsumer takeBack, @Nullable Throwable thrown) {
    ConsumeResult answer;
    try {
      answer = keep(entry, takeBack);
    } catch (RuntimeException | Error second) {
      if (thrown != null && !thrown.equals(second)) {
        second.addSuppressed(thrown);
      }
      throw second;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException bug) {
      throw bug;
    }
    return answer;
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
      if (!kept && entry.record == null) { // else it is on disk, and only its turn threw
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

  /** Drops what waits and is at hand. */
  Delivery.Purged purge() {
    lock.lock();
    try {
      long[] dropped = eviction.purge();
      turn.run();
      return new Delivery.Purged(dropped[0], dropped[1], store.isBusy());
    } finally {
      lock.unlock();
      store.flush();
    }
  }

  /** Items that were dropped to make room since the last call. */
  int pushedOut() {
    return eviction.pushedOut();
  }

  private @Nullable ConsumeResult refusal(Entry entry) {
    if (closed) {
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
}

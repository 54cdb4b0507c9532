package io.beltline.delivery;

import io.beltline.api.Ledger;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where ends are reported: books them, counts them and tells the owners, all under the belt's lock.
 */
final class Desk {
  private final ReentrantLock lock;
  private final DestinationBooks books;
  private final DeliveryMetrics metrics;
  private final Ledger ledger;
  private final Signal signal;
  private final boolean durable;
  private final Ends ends;

  /** Who is told, under the lock, what has become of a request. */
  interface Ends {
    /** All its items have come to an end. */
    void ended(Entry entry);

    /** It stays on disk for the next run. */
    default void left(Entry entry) {}
  }

  /**
   * A desk.
   *
   * @param durable whether what is not delivered at the end stays for the next run
   */
  Desk(
      ReentrantLock lock,
      DestinationBooks books,
      DeliveryMetrics metrics,
      Ledger ledger,
      Signal signal,
      boolean durable,
      Ends ends) {
    this.lock = lock;
    this.books = books;
    this.metrics = metrics;
    this.ledger = ledger;
    this.signal = signal;
    this.durable = durable;
    this.ends = ends;
  }

  /** Whether what is not delivered at the end stays for the next run. */
  boolean isDurable() {
    return durable;
  }

  /** The destination has some items of these shares. */
  void delivered(List<Share> shares, int items, Outcome.Delivered outcome) {
    metrics.sent(items);
    lock.lock();
    try {
      books.delivered(items);
      settle(shares, items, outcome);
    } finally {
      lock.unlock();
    }
  }

  /** Some items of these shares are kept as dead letters. */
  void deadLettered(List<Share> shares, int items, Outcome.DeadLettered outcome) {
    metrics.deadLettered(items);
    lock.lock();
    try {
      books.deadLettered(items);
      settle(shares, items, outcome);
    } finally {
      lock.unlock();
    }
  }

  /** Dead letters of an earlier run were found. */
  void found(long items) {
    lock.lock();
    try {
      books.found(items);
    } finally {
      lock.unlock();
    }
  }

  /** Requests of an earlier run were found. */
  void recovered(long items) {
    lock.lock();
    try {
      books.recovered(items);
    } finally {
      lock.unlock();
    }
  }

  /** Dead letters are kept no longer, and nobody else has them. */
  void discarded(DropReason reason, long items) {
    if (items == 0) {
      return;
    }
    metrics.dropped(reason, items);
    ledger.dropped(signal, reason.label(), items);
    lock.lock();
    try {
      books.discarded(reason, items);
    } finally {
      lock.unlock();
    }
  }

  /** Some items of these shares were lost; the owners say whether somebody still has them. */
  void lost(List<Share> shares, int items, Outcome.Lost outcome) {
    if (!durable || !outcome.isShutdown()) {
      metrics.failed(items);
    }
    lock.lock();
    try {
      settle(shares, items, outcome);
    } finally {
      lock.unlock();
    }
  }

  private static void settle(List<Share> shares, int items, Outcome outcome) {
    if (shares.size() == 1) {
      shares.getFirst().stake().settle(outcome, items);
      return;
    }
    for (Share share : shares) {
      share.stake().settle(outcome, share.items());
    }
  }

  /** An attempt is not the first. */
  void retried() {
    metrics.retried();
  }

  /** Nobody has these items any more. Under the lock. */
  void dropped(DropReason reason, long items) {
    books.dropped(reason, items);
    metrics.dropped(reason, items);
    ledger.dropped(signal, reason.label(), items);
  }

  /** Nobody has these items any more, by reason. Under the lock. */
  void dropped(Map<DropReason, Integer> byReason) {
    byReason.forEach(this::dropped);
  }

  /** The waiting caller is told of these items and still has them. Under the lock. */
  void returned(Map<DropReason, Integer> byReason) {
    byReason.values().forEach(books::returned);
  }

  /** A request has come to its end. Under the lock. */
  void ended(Entry entry) {
    ends.ended(entry);
  }

  /** A request stays on disk for the next run. Under the lock. */
  void left(Entry entry) {
    ends.left(entry);
  }
}

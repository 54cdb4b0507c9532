package io.beltline.delivery;

import io.beltline.api.Ledger;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Where ends are reported: books them, counts them and tells the owners, all under the belt's lock.
 */
final class Desk {
  private final ReentrantLock lock;
  private final DestinationBooks books;
  private final DeliveryMetrics metrics;
  private final Ledger ledger;
  private final Signal signal;
  private final Consumer<Entry> ended;

  /**
   * A desk.
   *
   * @param ended told, under the lock, of each request whose items have all come to an end
   */
  Desk(
      ReentrantLock lock,
      DestinationBooks books,
      DeliveryMetrics metrics,
      Ledger ledger,
      Signal signal,
      Consumer<Entry> ended) {
    this.lock = lock;
    this.books = books;
    this.metrics = metrics;
    this.ledger = ledger;
    this.signal = signal;
    this.ended = ended;
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
    metrics.failed(items);
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
  void dropped(DropReason reason, int items) {
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
    ended.accept(entry);
  }
}

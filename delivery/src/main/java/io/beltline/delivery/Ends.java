package io.beltline.delivery;

import io.beltline.delivery.journal.JournalQueue;
import io.beltline.delivery.journal.RecordRef;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** What of a queue on disk has come to an end and is not written down yet. */
final class Ends {
  private final ReentrantLock lock;
  private final ReentrantLock writing = new ReentrantLock();
  private List<RecordRef> done = new ArrayList<>(); // guarded by the lock

  /**
   * Nothing has come to an end yet.
   *
   * @param lock the belt's
   */
  Ends(ReentrantLock lock) {
    this.lock = lock;
  }

  /** A request has come to its end. Under the lock. */
  void add(RecordRef record) {
    done.add(record);
  }

  /** Writes down all ends. Without the lock. */
  void flush(JournalQueue queue) {
    writing.lock(); // who comes second returns when the first has written what both have left
    try {
      List<RecordRef> records;
      lock.lock();
      try {
        if (done.isEmpty()) {
          return;
        }
        records = done;
        done = new ArrayList<>();
      } finally {
        lock.unlock();
      }
      records.forEach(queue::acknowledge);
    } finally {
      writing.unlock();
    }
  }
}

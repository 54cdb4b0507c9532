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

  // guarded by the lock
  private List<RecordRef> done = new ArrayList<>();
  private long size;

  /**
   * Nothing has come to an end yet.
   *
   * @param lock the belt's
   */
  Ends(ReentrantLock lock) {
    this.lock = lock;
  }

  /** A request of a size has come to its end. Under the lock. */
  void add(RecordRef record, long itsSize) {
    done.add(record);
    size += itsSize;
  }

  /** The size of the requests whose end is not written down yet. Under the lock. */
  long size() {
    return size;
  }

  /** Writes down all ends. Without the lock. */
  void flush(JournalQueue queue) {
    writing.lock(); // who comes second returns when the first has written what both have left
    try {
      List<RecordRef> records;
      long written;
      lock.lock();
      try {
        if (done.isEmpty()) {
          return;
        }
        records = done;
        written = size;
        done = new ArrayList<>();
      } finally {
        lock.unlock();
      }
      records.forEach(queue::acknowledge);
      lock.lock();
      try {
        size -= written;
      } finally {
        lock.unlock();
      }
    } finally {
      writing.unlock();
    }
  }
}

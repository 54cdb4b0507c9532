package io.beltline.delivery;

import io.beltline.api.Exporter;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where shipments wait for another attempt without keeping the belt waiting: an exporter names a
 * lane for items that only concern, say, one stream of a backend. A lane is served by a thread of
 * its own, in the order in which shipments came to it, and ends with its last shipment.
 *
 * <p>What waits here still counts against the queue. There are at most 1,000 lanes with 32 MiB
 * together; what finds no room keeps the belt waiting. Safe for all threads.
 */
final class SideLanes {
  private static final int MOST_LANES = 1000;
  private static final long MOST_BYTES = 32L << 20;

  /** Who must know of the threads. */
  interface Watch {
    /** A thread begins. */
    void began(Thread lane);

    /** A shipment has come to its end. */
    void settled();

    /** A thread ends. */
    void ended(Thread lane);
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, ArrayDeque<Shipment>> lanes = new HashMap<>();
  private final ThreadFactory threads;
  private final Watch watch;
  private long bytes;

  SideLanes(String name, Watch watch) {
    this.threads = Thread.ofVirtual().name("delivery " + name + " aside").factory();
    this.watch = watch;
  }

  /** Whether shipments of a lane wait or are being sent. */
  boolean isOccupied(String lane) {
    lock.lock();
    try {
      return lanes.containsKey(lane);
    } finally {
      lock.unlock();
    }
  }

  /** What an attempt from a lane sees; the empty lane is the belt. */
  Exporter.Lanes seenFrom(String own) {
    return new View(this, own);
  }

  private record View(SideLanes all, String own) implements Exporter.Lanes {
    @Override
    public boolean isOccupied(String lane) {
      return all.isOccupied(lane);
    }
  }

  /**
   * Takes a shipment into its lane.
   *
   * @param carrier brings it to its end
   * @return false if there is no room; if it throws, the shipment was not taken either
   */
  boolean take(Shipment shipment, Consumer<Shipment> carrier) {
    lock.lock();
    try {
      long size = shipment.telemetry.byteSize();
      ArrayDeque<Shipment> waiting = lanes.get(shipment.lane);
      if (bytes + size > MOST_BYTES || (waiting == null && lanes.size() >= MOST_LANES)) {
        return false;
      }
      if (waiting == null) {
        ArrayDeque<Shipment> first = new ArrayDeque<>();
        first.add(shipment);
        lanes.put(shipment.lane, first);
        boolean begun = false;
        try {
          begin(shipment.lane, first, carrier);
          begun = true;
        } finally {
          if (!begun) {
            lanes.remove(shipment.lane);
          }
        }
      } else {
        waiting.add(shipment);
      }
      bytes += size;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void begin(String lane, ArrayDeque<Shipment> waiting, Consumer<Shipment> carrier) {
    Thread thread = threads.newThread(() -> serve(lane, waiting, carrier));
    watch.began(thread);
    boolean started = false;
    try {
      thread.start(); // waits for the lock
      started = true;
    } finally {
      if (!started) {
        watch.ended(thread);
      }
    }
  }

  /** Serves a lane to its end, whatever is thrown: another thread might not begin. */
  private void serve(String lane, ArrayDeque<Shipment> waiting, Consumer<Shipment> carrier) {
    Thread here = Thread.currentThread();
    try {
      for (Shipment next = next(lane, waiting); next != null; next = next(lane, waiting)) {
        try {
          carry(next, carrier);
        } catch (Throwable bug) { // the carrier counts the items; what is behind them must go on
          here.getUncaughtExceptionHandler().uncaughtException(here, bug);
        }
      }
    } finally {
      watch.ended(here);
    }
  }

  private void carry(Shipment next, Consumer<Shipment> carrier) {
    try {
      carrier.accept(next);
    } finally {
      free(next.telemetry.byteSize());
      watch.settled();
    }
  }

  private @Nullable Shipment next(String lane, ArrayDeque<Shipment> waiting) {
    lock.lock();
    try {
      Shipment next = waiting.poll();
      if (next == null) {
        lanes.remove(lane);
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  private void free(long size) {
    lock.lock();
    try {
      bytes -= size;
    } finally {
      lock.unlock();
    }
  }
}

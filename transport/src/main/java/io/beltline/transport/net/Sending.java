package io.beltline.transport.net;

import io.beltline.api.Deadline;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Room for the requests that one client is sending, which exist once more in buffers meanwhile: an
 * eighth of what the process has for buffers. A client of its own each, so that a destination that
 * stands still takes no other's room. Safe for all threads; first come, first served.
 */
public final class Sending {
  private static final int SHARE = 8;
  private static final int UNIT = 1 << 10;
  private static final int MOST_UNITS = 1 << 20;

  private final int units;
  private final Semaphore free;

  /** Room for one client. */
  public Sending() {
    this(NetworkBuffers.BYTES / SHARE);
  }

  Sending(long bytes) {
    this.units = Math.clamp(bytes / UNIT, 1, MOST_UNITS);
    this.free = new Semaphore(units, true);
  }

  /** The room of one request, until it is closed. */
  public final class Room implements AutoCloseable {
    private final int taken;

    private Room(int taken) {
      this.taken = taken;
    }

    @Override
    public void close() {
      free.release(taken);
    }
  }

  /**
   * Waits for room. A request larger than all there is waits until it is alone.
   *
   * @param deadline when to give up, null for never
   * @return null if the deadline came first
   * @throws InterruptedException if the thread is interrupted
   */
  public @Nullable Room enter(long bytes, @Nullable Deadline deadline) throws InterruptedException {
    int wanted = Math.clamp((bytes + UNIT - 1) / UNIT, 1, units);
    if (deadline == null) {
      free.acquire(wanted);
    } else if (!free.tryAcquire(wanted, deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
      return null;
    }
    return new Room(wanted);
  }
}

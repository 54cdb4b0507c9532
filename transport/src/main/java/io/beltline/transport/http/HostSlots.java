package io.beltline.transport.http;

import io.beltline.api.Deadline;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many exchanges run with one server at a time. There is an entry for a server only
 * while somebody has a slot of it or waits for one. Safe for all threads; first come, first served.
 */
final class HostSlots {
  private static final Slot NO_LIMIT = () -> {};

  private final int most;
  private final Map<Origin, Shared> all = new ConcurrentHashMap<>();

  /** The slots of one server, and how many have one or wait for one. */
  private record Shared(Semaphore free, int users) {
    Shared with(int more) {
      return new Shared(free, users + more);
    }
  }

  /** A right to one exchange, until it is closed. */
  interface Slot extends AutoCloseable {
    @Override
    void close();
  }

  /** So many for each server; zero or less for no limit. */
  HostSlots(int most) {
    this.most = most;
  }

  /**
   * Waits for a slot.
   *
   * @return null if the deadline came first
   * @throws InterruptedException if the thread is interrupted
   */
  @Nullable Slot enter(Origin origin, Deadline deadline) throws InterruptedException {
    if (most <= 0) {
      return NO_LIMIT;
    }
    Semaphore free = join(origin);
    boolean taken = false;
    try {
      taken = free.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      if (!taken) {
        leave(origin);
      }
    }
    return taken ? () -> leave(origin, free) : null;
  }

  private Semaphore join(Origin origin) {
    return all.compute(
            origin,
            (_, known) -> known == null ? new Shared(new Semaphore(most, true), 1) : known.with(1))
        .free();
  }

  private void leave(Origin origin, Semaphore free) {
    free.release();
    leave(origin);
  }

  private void leave(Origin origin) {
    all.computeIfPresent(origin, (_, known) -> known.users() == 1 ? null : known.with(-1));
  }

  /** Of how many servers somebody has a slot, or waits for one. */
  int origins() {
    return all.size();
  }
}

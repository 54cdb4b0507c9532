package io.beltline.components.intake;

import io.beltline.api.Admission;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The room for what waits to be made into requests: connections, packets and series may keep it as
 * long as they like, so together they get a part of what there is, a quarter where nothing else is
 * said. The rest is left for the requests that they are made into. Safe for all threads.
 */
public final class EntryRoom implements Admission {
  private static final int SHARE = 4;

  private final Admission all;
  private final int share;
  private final AtomicLong held = new AtomicLong();

  /** A quarter of the room for everything. */
  public EntryRoom(Admission all) {
    this(all, SHARE);
  }

  /**
   * A part of the room for everything.
   *
   * @param share which part: 8 for an eighth
   */
  public EntryRoom(Admission all, int share) {
    this.all = all;
    this.share = share;
  }

  @Override
  public boolean tryAcquire(long bytes) {
    if (held.addAndGet(bytes) <= most() && all.tryAcquire(bytes)) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  @Override
  public void release(long bytes) {
    held.addAndGet(-bytes);
    all.release(bytes);
  }

  @Override
  public long most() {
    return all.most() / share;
  }

  @Override
  public Duration retryAfter() {
    return all.retryAfter();
  }
}

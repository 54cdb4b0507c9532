package io.beltline.components.intake;

import io.beltline.api.Admission;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The room for what has begun and not ended: connections may keep it as long as they like, so
 * together they get a quarter of what there is. Safe for all threads.
 */
public final class EntryRoom implements Admission {
  private static final int SHARE = 4;

  private final Admission all;
  private final AtomicLong held = new AtomicLong();

  /** A part of the room for everything. */
  public EntryRoom(Admission all) {
    this.all = all;
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
    return all.most() / SHARE;
  }

  @Override
  public Duration retryAfter() {
    return all.retryAfter();
  }
}

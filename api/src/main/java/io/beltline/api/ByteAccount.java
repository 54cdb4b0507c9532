package io.beltline.api;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of telemetry the process holds: requests being received and requests waiting in queues.
 * One account a process; safe for all threads.
 *
 * <p>It limits nothing by itself: who takes bytes says up to which total.
 */
public final class ByteAccount {
  private final AtomicLong held = new AtomicLong();

  /** The bytes held now. */
  public long held() {
    return held.get();
  }

  /**
   * Takes bytes unless the total would exceed a limit. A single request larger than the limit is
   * never taken.
   */
  public boolean tryAcquire(long bytes, long limit) {
    long now = held.get();
    while (now + bytes <= limit) {
      if (held.compareAndSet(now, now + bytes)) {
        return true;
      }
      now = held.get();
    }
    return false;
  }

  /** Takes bytes whatever the total. */
  public void acquire(long bytes) {
    held.addAndGet(bytes);
  }

  /** Gives bytes back. */
  public void release(long bytes) {
    held.addAndGet(-bytes);
  }
}

package io.beltline.api;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of telemetry the process holds: requests being received and requests waiting in queues
 * in memory. One account a process; safe for all threads.
 *
 * <p>It limits nothing by itself: who takes bytes says up to which total.
 */
public final class ByteAccount {
  private final AtomicLong held = new AtomicLong();
  private final long capacity;

  /** An account of a process with room for everything. */
  public ByteAccount() {
    this(Long.MAX_VALUE);
  }

  /** An account of a process that has room for so many bytes of telemetry. */
  public ByteAccount(long capacity) {
    this.capacity = capacity;
  }

  /** What the process has room for: nobody lets requests in beyond it, whatever their limit. */
  public long capacity() {
    return capacity;
  }

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

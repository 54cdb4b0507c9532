package io.beltline.transport;

import io.beltline.api.Admission;
import java.util.concurrent.atomic.AtomicLong;

/** Admits as many bytes as are free. */
public final class Bounds {
  private Bounds() {}

  /** Takes from, and gives back to, a counter. */
  public static Admission of(AtomicLong free) {
    return new Admission() {
      @Override
      public boolean tryAcquire(long bytes) {
        if (free.addAndGet(-bytes) < 0) {
          free.addAndGet(bytes);
          return false;
        }
        return true;
      }

      @Override
      public void release(long bytes) {
        free.addAndGet(bytes);
      }
    };
  }
}

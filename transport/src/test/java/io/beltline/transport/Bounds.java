package io.beltline.transport;

import java.util.concurrent.atomic.AtomicLong;

/** Admits as many bytes as are free. */
public final class Bounds {
  private Bounds() {}

  /** Takes from, and gives back to, a counter. */
  public static Admission of(AtomicLong free) {
    return bytes -> {
      if (free.addAndGet(-bytes) < 0) {
        free.addAndGet(bytes);
        return null;
      }
      return new Admission.Reservation() {
        private long held = bytes;

        @Override
        public boolean grow(long more) {
          if (free.addAndGet(-more) < 0) {
            free.addAndGet(more);
            return false;
          }
          held += more;
          return true;
        }

        @Override
        public void close() {
          free.addAndGet(held);
          held = 0;
        }
      };
    };
  }
}

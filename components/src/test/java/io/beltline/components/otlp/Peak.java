package io.beltline.components.otlp;

import static java.util.Objects.requireNonNull;

import io.beltline.api.Admission;
import io.beltline.api.Reservation;

/** An account that knows the most that was ever held, and holds no more than it may. */
public final class Peak implements Admission {
  private final long most;
  private long held;
  private long peak;

  /** Room for so many bytes. */
  public Peak(long most) {
    this.most = most;
  }

  /** A request of so many bytes. */
  public Reservation request(long bytes) {
    return requireNonNull(Reservation.of(this, bytes));
  }

  @Override
  public synchronized boolean tryAcquire(long bytes) {
    if (held + bytes > most) {
      return false;
    }
    held += bytes;
    peak = Math.max(peak, held);
    return true;
  }

  @Override
  public synchronized void release(long bytes) {
    held -= bytes;
  }

  @Override
  public long most() {
    return most;
  }

  /** The most that was held at a time. */
  public synchronized long peak() {
    return peak;
  }

  /** What is held. */
  public synchronized long held() {
    return held;
  }
}

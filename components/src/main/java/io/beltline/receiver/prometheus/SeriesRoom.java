package io.beltline.receiver.prometheus;

import io.beltline.api.Admission;
import io.beltline.api.Reservation;
import org.jspecify.annotations.Nullable;

/**
 * What is reserved for what is remembered of a target: in steps, so that few ask for more. One
 * thread.
 */
final class SeriesRoom implements AutoCloseable {
  private static final long STEP = 64 << 10;

  private final Admission admission;
  private @Nullable Reservation reservation;
  private long used;

  SeriesRoom(Admission admission) {
    this.admission = admission;
  }

  /** Takes bytes; false if there are none. */
  boolean take(long bytes) {
    Reservation held = reservation;
    if (held == null) {
      held = admission.reserve(STEP);
      reservation = held;
    }
    if (held == null) {
      return false;
    }
    long missing = used + bytes - held.bytes();
    if (missing > 0 && !held.grow(Math.max(missing, STEP))) {
      return false;
    }
    used += bytes;
    return true;
  }

  /** Says how many bytes are in use; what is reserved beyond is given back. */
  void keep(long bytes) {
    used = bytes;
    Reservation held = reservation;
    if (held != null) {
      held.shrink(Math.max(0, held.bytes() - used - STEP));
    }
  }

  @Override
  public void close() {
    if (reservation != null) {
      reservation.close();
      reservation = null;
    }
    used = 0;
  }
}

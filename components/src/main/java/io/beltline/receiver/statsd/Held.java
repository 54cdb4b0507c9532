package io.beltline.receiver.statsd;

import io.beltline.api.Admission;
import io.beltline.api.Reservation;
import org.jspecify.annotations.Nullable;

/** Memory that is held of the account of the pipelines' limits. One thread at a time. */
final class Held {
  /** Below this nobody is asked: the account is shared by all. */
  private static final long STEP = 64 * 1024;

  private final Admission admission;
  private @Nullable Reservation reservation;
  private long used;
  private long reserved;

  Held(Admission admission) {
    this.admission = admission;
  }

  /** Takes bytes; false if there is no room for them, and then nothing has changed. */
  boolean take(long bytes) {
    long missing = used + bytes - reserved;
    if (missing > 0) {
      long ample = Math.max(missing, STEP);
      if (grow(ample)) {
        reserved += ample;
      } else if (ample > missing && grow(missing)) {
        reserved += missing;
      } else {
        return false;
      }
    }
    used += bytes;
    return true;
  }

  private boolean grow(long more) {
    if (reservation == null) {
      reservation = Reservation.of(admission, more);
      return reservation != null;
    }
    return reservation.grow(more);
  }

  /** Gives some bytes back. */
  void give(long bytes) {
    used -= bytes;
    long idle = Math.max(0, reserved - Math.max(0, used));
    if (reservation != null) {
      reservation.shrink(idle);
      reserved -= idle;
    }
  }

  /** Gives all back. */
  void close() {
    if (reservation != null) {
      reservation.close();
    }
    reservation = null;
    used = 0;
    reserved = 0;
  }
}

package io.beltline.processor.groupbytrace;

import io.beltline.api.Reservation;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A request whose bytes are held as long as one of its traces waits. Safe for all threads.
 *
 * <p>Spans are not copied: the share in what was reserved for the request is given back with the
 * last of them.
 */
final class HeldRequest {
  private final @Nullable Reservation share;
  private final AtomicInteger traces;

  HeldRequest(@Nullable Reservation reservation, int traces) {
    this.share = reservation == null ? null : reservation.share();
    this.traces = new AtomicInteger(traces);
  }

  /** Lets go of the spans of one trace. */
  void release() {
    if (traces.decrementAndGet() == 0 && share != null) {
      share.close();
    }
  }
}

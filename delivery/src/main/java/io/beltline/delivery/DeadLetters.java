package io.beltline.delivery;

import io.beltline.api.ComponentId;
import io.beltline.api.Context;
import io.beltline.api.Status;
import io.beltline.model.Telemetry;

/** Keeps what a destination refuses for good, so that a person can look at it and send it again. */
@FunctionalInterface
public interface DeadLetters {

  /** Keeps nothing: what is refused for good is dropped. */
  DeadLetters NONE = letter -> false;

  /**
   * Keeps a letter. Called from several threads at once; may block for a disk, not for a network.
   *
   * @return false if it was not kept, because the store is full or there is none: the items are
   *     then counted as dropped
   */
  boolean keep(DeadLetter letter);

  /**
   * Refused items and why.
   *
   * @param destination the exporter that was refused
   * @param context what travelled beside the items
   * @param telemetry the items
   * @param reason {@link DropReason#REFUSED} or {@link DropReason#TOO_LARGE}
   * @param status the destination's status
   * @param message the destination's words
   * @param firstUnixNanos when the first attempt began
   * @param lastUnixNanos when the last attempt ended
   */
  record DeadLetter(
      ComponentId destination,
      Context context,
      Telemetry telemetry,
      DropReason reason,
      Status status,
      String message,
      long firstUnixNanos,
      long lastUnixNanos) {}
}

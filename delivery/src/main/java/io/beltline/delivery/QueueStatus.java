package io.beltline.delivery;

import io.beltline.api.ComponentId;
import org.jspecify.annotations.Nullable;

/**
 * How the queue in front of a destination is at one moment.
 *
 * @param state what it does
 * @param words why it does not deliver, in the destination's words; empty if it does
 * @param storage the storage extension that keeps it, null if it is in memory
 * @param sizer what size and capacity count
 * @param size what it holds, waiting and being sent
 * @param capacity the most it holds
 * @param requests how many requests it holds
 * @param items the items in flight, those of callers without a queue too
 * @param bytes the bytes of its requests, in their OTLP protobuf form
 * @param oldestUnixNanos when the oldest request it holds was accepted; 0 if there is none
 * @param consumers how many requests may be sent at a time
 * @param sending how many are being sent or wait for another attempt
 */
public record QueueStatus(
    State state,
    String words,
    @Nullable ComponentId storage,
    Sizer sizer,
    long size,
    long capacity,
    long requests,
    long items,
    long bytes,
    long oldestUnixNanos,
    int consumers,
    long sending) {

  /** What a queue does. */
  public enum State {
    /** It holds nothing. */
    IDLE,
    /** It delivers. */
    DELIVERING,
    /** The destination fails for the moment; it is tried again. */
    RETRYING,
    /** The destination fails until a person mends something; it is tried now and then. */
    HOLDING,
    /** The collector or this part of it ends. */
    STOPPING
  }
}

package io.beltline.delivery;

import io.beltline.api.Host;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where accepted requests are kept until they have come to an end: the seam between the belt and
 * what holds its queue.
 *
 * <p>All methods but those that say so are called under the belt's lock, by one thread at a time,
 * and return at once: no disk, no waiting.
 */
interface QueueStore {

  /** Whether a store took an entry. */
  enum Admission {
    TAKEN,
    /** The queue holds as much as it may. */
    FULL,
    /**
     * What the queue stands on has no room, which comes back without anything leaving the queue.
     */
    NO_SPACE,
    /** It can never be taken. */
    TOO_LARGE,
    /** Nothing is taken any more. */
    CLOSED
  }

  /**
   * Begins, without the lock and before the first entry.
   *
   * @param changed to be run under the lock when {@link #poll} may have more to give, when there is
   *     room that no {@link #acknowledge} made, and when {@link #isBusy} has changed
   * @return items of an earlier run that are found
   */
  default long start(Host host, Runnable changed) {
    return 0;
  }

  /** Whether what it holds outlives the process: then callers wait in {@link #force}. */
  default boolean isDurable() {
    return false;
  }

  /** Takes an entry. */
  Admission offer(Entry entry);

  /**
   * Waits until an offered entry is kept as safely as this store keeps anything; called without the
   * lock, by many threads at a time. Only then is the entry given out.
   *
   * @throws IOException if it could not be kept; then it is not in the store any more, and never
   *     was given out
   */
  default void force(Entry entry) throws IOException {}

  /** The next entry that was not given out, or null if there is none at hand. */
  @Nullable Entry poll();

  /**
   * Gives out the oldest entry that was not given out and for whose result no caller waits, so that
   * the belt can drop it to make room; the belt acknowledges it at once. Null if there is none at
   * hand.
   */
  @Nullable Entry evict();

  /** Whether entries wait that are not at hand yet: {@code changed} tells when that is over. */
  default boolean isBusy() {
    return false;
  }

  /** Whether a caller is still in {@link #force}. */
  default boolean isForcing() {
    return false;
  }

  /**
   * The caller of an entry waits no longer.
   *
   * @return true if the entry is not held in memory any more because of that
   */
  default boolean abandon(Entry entry) {
    return false;
  }

  /** An entry that was given out has come to an end; its room is free. */
  void acknowledge(Entry entry);

  /**
   * Writes down what was acknowledged; called without the lock after each acknowledgement, at the
   * latest before its thread takes more. An end that is not written down when the process is killed
   * is not known after the next start, and the entry is given out again.
   */
  default void flush() {}

  /**
   * What is kept, by the queue's sizer: waiting, given out, and at its end without that being
   * written down. So after zero was seen a kill has nothing sent again.
   */
  long size();

  /** The most that can be kept, by the queue's sizer. */
  long capacity();

  /** Ends the giving out. What is left in memory or has a caller that waits is returned. */
  List<Entry> leave();

  /**
   * Ends, without the lock, when all that {@link #leave} returned is settled.
   *
   * @return what stays for the next run
   */
  default Rest close() {
    return new Rest(0, 0);
  }

  /** What is kept, waiting and given out. */
  Holding holding();

  /**
   * What a store keeps.
   *
   * @param requests how many requests
   * @param bytes the bytes of their telemetry
   * @param oldestUnixNanos when the oldest of those at hand was accepted; 0 if there is none
   */
  record Holding(long requests, long bytes, long oldestUnixNanos) {}

  /** Requests and their items. */
  record Rest(long requests, long items) {}
}

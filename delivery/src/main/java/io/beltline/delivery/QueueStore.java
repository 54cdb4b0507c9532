package io.beltline.delivery;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where accepted requests are kept until they have come to an end: the seam between the belt and
 * what holds its queue.
 *
 * <p>All methods but {@link #force} are called under the belt's lock, by one thread at a time, and
 * must return at once: no disk, no waiting. {@link #force} is called without the lock, by many
 * threads at a time.
 *
 * <p>A store on disk keeps a record for each entry: its context (client, metadata, auth: the
 * selected metadata is part of the batch key after a restart too), its rules for batching, its
 * telemetry's bytes and its number of items. It keeps a cursor at the first record that {@link
 * #poll} has not given out, and the set of records behind the cursor that are not acknowledged. Its
 * duties:
 *
 * <ul>
 *   <li>{@link #offer} takes the record into a write buffer; {@link #force} returns when that
 *       record is durable, so that one sync serves all that wait.
 *   <li>{@link #poll} gives records out in the order of their offer, each once in a run. It may
 *       answer null although records remain that it has yet to read ahead from disk; the belt asks
 *       again after each offer and each time a sender has taken its next load, and the store calls
 *       the belt back when records it was reading have come.
 *   <li>{@link #acknowledge} means the record has come to an end in whole, whatever end; only then
 *       may its bytes be deleted, and the acknowledgement need not be durable at once: records
 *       given out and not acknowledged before a crash are given out again after the start, first
 *       and in order. Acknowledgements come in any order.
 *   <li>What a shutdown leaves undelivered must stay for the next run: the belt now ends such
 *       entries with {@link DropReason#SHUTDOWN} and acknowledges them, which is right for memory
 *       only.
 * </ul>
 */
interface QueueStore {

  /**
   * Takes an entry.
   *
   * @return false if there is no room; the entry is then not kept
   */
  boolean offer(Entry entry);

  /**
   * Waits until an offered entry is kept as safely as this store keeps anything; at once in memory.
   *
   * @throws IOException if it could not be kept; the caller must not be told success
   */
  void force(Entry entry) throws IOException;

  /** The next entry that was not given out, or null if there is none at hand. */
  @Nullable Entry poll();

  /**
   * Gives out the oldest entry that was not given out and for whose result no caller waits, so that
   * the belt can drop it to make room; the belt acknowledges it at once, and may still {@link
   * #force} it. Null if there is none at hand.
   */
  @Nullable Entry evict();

  /** An entry that was given out has come to an end; its room is free. */
  void acknowledge(Entry entry);

  /** What is kept, by the queue's sizer: waiting and given out. */
  long size();

  /** The most that can be kept, by the queue's sizer. */
  long capacity();
}

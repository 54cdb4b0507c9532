package io.beltline.delivery;

import io.beltline.delivery.journal.Journal;
import java.io.IOException;

/**
 * What a storage extension offers beside {@link io.beltline.api.StorageExtension} so that queues
 * and dead letters can be kept on it. Safe for all threads.
 *
 * <p>All queues that name the extension share one journal, so that a request for several
 * destinations is written once. Dead letters have another: they stay for long, and would keep the
 * files of the queues from being deleted.
 */
public interface JournalStorage {

  /**
   * The journal of the queues, opened by the first who asks; the extension closes it.
   *
   * @throws IOException if it cannot be opened
   */
  Journal queues() throws IOException;

  /** The same for dead letters, and for other small records that stay for long. */
  Journal letters() throws IOException;

  /** The most bytes one queue may hold. */
  long maxQueueBytes();

  /**
   * How many bytes of waiting requests one queue keeps in memory; one request it keeps in any case.
   */
  long queueMemoryBytes();
}

package io.beltline.processor.tailsampling;

import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Context;
import io.beltline.delivery.journal.RecordRef;
import io.beltline.model.Traces;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where held spans and decisions are beside memory. Safe for all threads; methods that write wait
 * for the disk and are called without the lock of what is held.
 */
interface TailStorage {
  /** In memory only. */
  TailStorage NONE = new TailStorage() {};

  /** Whether there is any. */
  default boolean isDurable() {
    return false;
  }

  /**
   * Keeps the spans of a request; null if there is no storage.
   *
   * @throws IOException if they cannot be kept: nothing of them is
   */
  default @Nullable RecordRef keep(Context context, Traces waiting) throws IOException {
    return null;
  }

  /** What was kept has come to an end, or was not held after all. */
  default void forget(@Nullable RecordRef record) {}

  /** Notes a decision, to be written with what else was noted. Under the lock of what is held. */
  default void decided(TraceId id, Decision decision) {}

  /**
   * Writes what was noted, so that others may act on it.
   *
   * @return why not, or null
   */
  default @Nullable Retryable flush() {
    return null;
  }

  /** Ends; what is kept stays. */
  default void close() {}
}

package io.beltline.api;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A small durable map. Safe for all threads. */
public interface KeyValueStore extends AutoCloseable {

  /** The value of a key, or null. */
  byte @Nullable [] get(String key) throws IOException;

  /** All keys, in no order. */
  Set<String> keys() throws IOException;

  /** Applies all changes or none, durable when it returns. */
  void apply(List<Change> changes) throws IOException;

  /** Frees the store; what was applied stays. */
  @Override
  void close() throws IOException;

  /**
   * Sets a key, or removes it.
   *
   * @param key the key
   * @param value the value, or null to remove
   */
  @SuppressWarnings("ArrayRecordComponent") // a change is handed over once, never compared
  record Change(String key, byte @Nullable [] value) {}
}

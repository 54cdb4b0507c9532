package io.beltline.receiver.prometheusremotewrite;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What was said in requests and is wanted for those that follow, up to a number of bytes: what was
 * not used for longest is forgotten first, and what is larger than a part of all is not remembered
 * at all. Not safe for threads.
 */
final class Remembered<K, V> {
  /** The most bytes that are remembered. */
  static final int MOST_BYTES = 4 << 20;

  /** The most bytes of one entry. */
  static final int LARGEST = MOST_BYTES / 16;

  private static final int ENTRY = 160;

  private record Sized<V>(V value, long bytes) {}

  private final Map<K, Sized<V>> known = new LinkedHashMap<>(16, 0.75f, true);
  private final LongConsumer forgotten;
  private long bytes;

  /**
   * Nothing is remembered yet.
   *
   * @param forgotten is told how many entries were forgotten, or not remembered, for want of room
   */
  Remembered(LongConsumer forgotten) {
    this.forgotten = forgotten;
  }

  /**
   * Remembers a value instead of the one before.
   *
   * @param size about how many bytes key and value take, without what an entry takes
   */
  void put(K key, V value, long size) {
    Sized<V> before = known.remove(key);
    bytes -= before == null ? 0 : before.bytes;
    long whole = size + ENTRY;
    if (whole > LARGEST) {
      forgotten.accept(1);
      return;
    }
    known.put(key, new Sized<>(value, whole));
    bytes += whole;
    Iterator<Sized<V>> eldest = known.values().iterator();
    while (bytes > MOST_BYTES) {
      bytes -= eldest.next().bytes;
      eldest.remove();
      forgotten.accept(1);
    }
  }

  /** What is remembered, null for nothing. */
  @Nullable V find(K key) {
    Sized<V> found = known.get(key);
    return found == null ? null : found.value;
  }

  /** How many bytes are remembered. */
  long bytes() {
    return bytes;
  }
}

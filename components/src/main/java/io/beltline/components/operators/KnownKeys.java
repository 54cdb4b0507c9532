package io.beltline.components.operators;

import io.beltline.model.otlp.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the keys of attributes, which are the same from record to record: it keeps those it has
 * seen last, {@value #MOST} at most of {@value #LONGEST} characters. One thread.
 */
final class KnownKeys {
  private static final int MOST = 64;
  private static final int LONGEST = 256;
  private static final int KEY = 1;

  private final @Nullable String[] keys = new @Nullable String[MOST];
  private final byte[][] encoded = new byte[MOST][];

  /** The key as the field of a KeyValue; not to be changed. */
  byte[] of(String key) {
    if (key.length() > LONGEST) {
      return encoded(key);
    }
    int hash = key.hashCode();
    int place = (hash ^ hash >>> 16) & MOST - 1;
    if (!key.equals(keys[place])) {
      encoded[place] = encoded(key);
      keys[place] = key;
    }
    return encoded[place];
  }

  private static byte[] encoded(String key) {
    return new WireWriter().string(KEY, key).toSlice().toByteArray();
  }
}

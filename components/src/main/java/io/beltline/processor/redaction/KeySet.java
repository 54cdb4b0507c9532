package io.beltline.processor.redaction;

import io.beltline.model.otlp.ByteRange;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A set of keys that is asked without decoding. Immutable. */
final class KeySet {
  private final byte[] @Nullable [] slots;
  private final int mask;

  KeySet(Collection<String> keys) {
    mask = Math.max(1, Integer.highestOneBit(Math.max(1, keys.size())) * 4) - 1;
    slots = new byte[mask + 1] @Nullable [];
    for (String key : keys) {
      byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
      int at = hash(utf8, 0, utf8.length) & mask;
      while (slots[at] != null) {
        at = at + 1 & mask;
      }
      slots[at] = utf8;
    }
  }

  boolean contains(ByteRange key) {
    int at = hash(key.array(), key.offset(), key.offset() + key.length()) & mask;
    for (byte[] there = slots[at]; there != null; there = slots[at]) {
      if (key.contentEquals(there)) {
        return true;
      }
      at = at + 1 & mask;
    }
    return false;
  }

  private static int hash(byte[] text, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + text[i];
    }
    return hash ^ hash >>> 15;
  }
}

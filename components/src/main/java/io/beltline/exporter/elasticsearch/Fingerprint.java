package io.beltline.exporter.elasticsearch;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ByteRange;

/**
 * A hash of 128 bits of what points have in common. The order of attributes does not count. Not for
 * secrets. One thread.
 */
final class Fingerprint {
  private static final long PRIME_1 = 0x100000001b3L;
  private static final long PRIME_2 = 0x9e3779b97f4a7c15L;

  private long first;
  private long second;

  /**
   * A hash.
   *
   * @param first one half
   * @param second the other
   */
  record Value(long first, long second) {}

  /** Starts with what was hashed before. */
  void start(Value before) {
    first = before.first ^ 0xcbf29ce484222325L;
    second = before.second + PRIME_2;
  }

  Value value() {
    return new Value(mix(first), mix(second));
  }

  void add(long word) {
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      add((byte) (word >>> shift));
    }
  }

  void add(ByteRange bytes) {
    add(bytes.length());
    for (int i = 0; i < bytes.length(); i++) {
      add(bytes.at(i));
    }
  }

  void add(Slice bytes) {
    add(bytes.length());
    for (int i = bytes.offset(); i < bytes.end(); i++) {
      add(bytes.array()[i]);
    }
  }

  private void add(byte b) {
    first = (first ^ (b & 0xff)) * PRIME_1;
    second = Long.rotateLeft(second + (b & 0xff), 23) * PRIME_2;
  }

  /** Adds attributes, without those that are instructions for the exporter. */
  void attributes(AttributesView attributes) {
    long firsts = 0;
    long seconds = 0;
    Fingerprint one = new Fingerprint();
    while (attributes.next()) {
      if (!RoutingNames.isInstruction(attributes.keyUtf8())) {
        one.first = PRIME_2;
        one.second = PRIME_1;
        one.add(attributes.keyUtf8());
        one.add(attributes.value().toSlice());
        firsts += mix(one.first);
        seconds += mix(one.second);
      }
    }
    add(firsts);
    add(seconds);
  }

  private static long mix(long word) {
    long x = (word ^ word >>> 32) * 0xff51afd7ed558ccdL;
    x = (x ^ x >>> 29) * 0xc4ceb9fe1a85ec53L;
    return x ^ x >>> 32;
  }
}

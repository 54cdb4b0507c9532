package io.beltline.processor.tailsampling;

import io.beltline.components.traces.SecretHash;
import io.beltline.model.otlp.ByteRange;

/**
 * The id of a trace.
 *
 * @param high its first eight bytes
 * @param low the others
 */
record TraceId(long high, long low) implements Comparable<TraceId> {
  static final int BYTES = 16;

  /** The id of a span's trace. What is no id of 16 bytes is cut, or filled with zeros. */
  static TraceId of(ByteRange bytes) {
    if (bytes.length() == BYTES) {
      return new TraceId(bytes.longAt(0), bytes.longAt(8));
    }
    long[] halves = new long[2];
    for (int i = 0; i < BYTES; i++) {
      long next = i < bytes.length() ? bytes.at(i) & 0xff : 0;
      halves[i / 8] = halves[i / 8] << 8 | next;
    }
    return new TraceId(halves[0], halves[1]);
  }

  /** Its lower 56 bits, which are random. */
  long randomness() {
    return low & 0x00ff_ffff_ffff_ffffL;
  }

  @Override
  public int compareTo(TraceId other) {
    int first = Long.compare(high, other.high);
    return first != 0 ? first : Long.compare(low, other.low);
  }

  @Override
  public int hashCode() {
    return SecretHash.of(high, low);
  }
}

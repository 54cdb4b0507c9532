package io.beltline.components.operators;

import java.nio.charset.StandardCharsets;

/**
 * A text that nobody has looked at yet: a part of an array, well-formed UTF-8. The array is not
 * written to any more. {@link FlatMap} keeps it so, and makes it a String for who asks.
 *
 * @param array what it is a part of
 * @param from the index of its first byte
 * @param to the index behind its last
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Utf8Part(byte[] array, int from, int to) {

  /** The text. */
  @Override
  public String toString() {
    return new String(array, from, to - from, StandardCharsets.UTF_8);
  }
}

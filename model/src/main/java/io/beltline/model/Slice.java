package io.beltline.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A run of bytes inside an array that nobody writes any more.
 *
 * @param array the array; shared, never to be written
 * @param offset where the run starts
 * @param length how many bytes it has
 */
@SuppressWarnings("ArrayRecordComponent") // a view shares its array; equality is by content, below
public record Slice(byte[] array, int offset, int length) {

  /** No bytes. */
  public static final Slice EMPTY = new Slice(new byte[0], 0, 0);

  /** Checks the bounds. */
  public Slice {
    Objects.checkFromIndexSize(offset, length, array.length);
  }

  /** All of an array, which belongs to the slice from now on. */
  public static Slice of(byte[] array) {
    return new Slice(array, 0, array.length);
  }

  /** The UTF-8 form of a text. */
  public static Slice utf8(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** How many bytes several runs have. */
  public static long length(List<Slice> parts) {
    long length = 0;
    for (Slice part : parts) {
      length += part.length;
    }
    return length;
  }

  /** Where the run ends, exclusive. */
  public int end() {
    return offset + length;
  }

  /** A part of this run, by offsets inside it. */
  public Slice slice(int from, int count) {
    Objects.checkFromIndexSize(from, count, length);
    return new Slice(array, offset + from, count);
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    return Arrays.copyOfRange(array, offset, end());
  }

  /** The bytes read as UTF-8; malformed sequences become U+FFFD. */
  public String toUtf8() {
    return new String(array, offset, length, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Slice that
        && Arrays.equals(array, offset, end(), that.array, that.offset, that.end());
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = offset; i < end(); i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }

  @Override
  public String toString() {
    return "Slice[" + length + " bytes]";
  }
}

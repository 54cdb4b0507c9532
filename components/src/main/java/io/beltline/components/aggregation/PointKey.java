package io.beltline.components.aggregation;

import io.beltline.model.Slice;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What tells a point apart from others that are aggregated: its attributes, whose order does not
 * count, and its shape. One thread.
 *
 * <p>Keys have an order, by which a table stays quick when many of them have one hash.
 */
final class PointKey implements Comparable<PointKey> {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long PRIME = 0x9E3779B97F4A7C15L;
  private static final Comparator<Slice> BY_BYTES =
      (a, b) ->
          Arrays.compareUnsigned(a.array(), a.offset(), a.end(), b.array(), b.offset(), b.end());

  private final Slice shape;
  private final Slice[] attributes;
  private final int hash;
  private Slice @Nullable [] sorted;

  /**
   * A key.
   *
   * @param shape its times and what else must be equal
   * @param attributes each the content of its message
   */
  PointKey(Slice shape, Slice[] attributes) {
    this.shape = shape;
    this.attributes = attributes;
    long sum = hash(shape);
    for (Slice attribute : attributes) {
      sum += hash(attribute);
    }
    this.hash = Long.hashCode(sum * PRIME);
  }

  private static long hash(Slice bytes) {
    byte[] b = bytes.array();
    int p = bytes.offset();
    int end = bytes.end();
    long hash = bytes.length();
    for (; p <= end - Long.BYTES; p += Long.BYTES) {
      hash = (Long.rotateLeft(hash, 23) ^ (long) LONG.get(b, p)) * PRIME;
    }
    for (; p < end; p++) {
      hash = (Long.rotateLeft(hash, 23) ^ b[p]) * PRIME;
    }
    return hash ^ hash >>> 29;
  }

  private Slice[] sorted() {
    Slice[] known = sorted;
    if (known == null) {
      known = attributes.clone();
      Arrays.sort(known, BY_BYTES);
      sorted = known;
    }
    return known;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PointKey that
        && hash == that.hash
        && shape.equals(that.shape)
        && (Arrays.equals(attributes, that.attributes) || Arrays.equals(sorted(), that.sorted()));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public int compareTo(PointKey other) {
    int order = BY_BYTES.compare(shape, other.shape);
    return order != 0 ? order : Arrays.compare(sorted(), other.sorted(), BY_BYTES);
  }
}

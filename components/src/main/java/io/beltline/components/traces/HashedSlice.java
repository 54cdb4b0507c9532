package io.beltline.components.traces;

import io.beltline.model.Slice;

/**
 * Bytes that senders choose, as a key of a table: with a {@link SecretHash}, which is computed
 * once.
 *
 * @param bytes the bytes
 * @param hash their hash
 */
public record HashedSlice(Slice bytes, int hash) {

  /** A key. */
  public static HashedSlice of(Slice bytes) {
    return new HashedSlice(bytes, SecretHash.of(bytes));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HashedSlice that && hash == that.hash && bytes.equals(that.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}

package io.beltline.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * An immutable sequence of chunks, each of them a complete protobuf message of the same type.
 *
 * <p>Because protobuf messages merge by concatenation, the chunks one after another are again one
 * message of that type: two requests merge without a copy, and a reader that walks chunk by chunk
 * sees the same items as one that walks the whole.
 */
public final class Payload {
  private static final Payload EMPTY = new Payload(List.of());

  private final List<Slice> chunks;
  private final long size;

  private Payload(List<Slice> chunks) {
    this.chunks = chunks;
    long sum = 0;
    for (Slice chunk : chunks) {
      sum += chunk.length();
    }
    this.size = sum;
  }

  /** No message at all. */
  public static Payload empty() {
    return EMPTY;
  }

  /** One message. The array belongs to the payload from now on. */
  public static Payload of(byte[] message) {
    return of(Slice.of(message));
  }

  /** One message. The bytes behind the slice must not change any more. */
  public static Payload of(Slice message) {
    return message.length() == 0 ? EMPTY : new Payload(List.of(message));
  }

  /** Several messages in order; empty ones are left out. */
  public static Payload of(List<Slice> messages) {
    List<Slice> kept = messages.stream().filter(slice -> slice.length() > 0).toList();
    return kept.isEmpty() ? EMPTY : new Payload(kept);
  }

  /** The messages in order, none of them empty. */
  public List<Slice> chunks() {
    return chunks;
  }

  /** The size of all chunks together in bytes. */
  public long size() {
    return size;
  }

  /**
   * All chunks as one slice: the chunk itself if there is one, else a copy.
   *
   * @throws IllegalStateException if the chunks together exceed what one array can hold
   */
  public Slice contiguous() {
    if (chunks.isEmpty()) {
      return Slice.EMPTY;
    }
    if (chunks.size() == 1) {
      return chunks.getFirst();
    }
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalStateException("payload of " + size + " bytes does not fit one array");
    }
    byte[] whole = Uninitialized.bytes((int) size);
    int at = 0;
    for (Slice chunk : chunks) {
      System.arraycopy(chunk.array(), chunk.offset(), whole, at, chunk.length());
      at += chunk.length();
    }
    return Slice.of(whole);
  }

  /** Writes all chunks in order. */
  public void writeTo(OutputStream out) throws IOException {
    for (Slice chunk : chunks) {
      out.write(chunk.array(), chunk.offset(), chunk.length());
    }
  }

  /** The chunks as read-only buffers, without a copy. */
  public List<ByteBuffer> buffers() {
    return chunks.stream()
        .map(c -> ByteBuffer.wrap(c.array(), c.offset(), c.length()).asReadOnlyBuffer())
        .toList();
  }
}

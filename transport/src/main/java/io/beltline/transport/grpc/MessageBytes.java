package io.beltline.transport.grpc;

import io.beltline.model.Slice;
import io.beltline.model.Uninitialized;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A message as the bytes on the wire: what goes out is written from its slices without a copy
 * between, what comes in is copied once out of the network's buffers. A message that arrived
 * compressed stays so (see {@link Codings}), because event loops shall not decompress.
 *
 * @param slices the bytes in order
 * @param compressed whether they are still compressed
 */
record MessageBytes(List<Slice> slices, boolean compressed) {

  /** In place of a message that came in and for whose copy there was no memory. */
  private static final MessageBytes LOST = new MessageBytes(List.of(), false);

  static final Marshaller<MessageBytes> MARSHALLER =
      new Marshaller<>() {
        @Override
        public InputStream stream(MessageBytes message) {
          return new Out(message.slices());
        }

        @Override
        public MessageBytes parse(InputStream stream) {
          try {
            return in(stream);
          } catch (IOException broken) {
            throw new IllegalStateException(broken);
          } catch (OutOfMemoryError passing) { // the library would say that nobody knows why
            return LOST;
          }
        }
      };

  static MessageBytes of(List<Slice> slices) {
    return new MessageBytes(slices, false);
  }

  /** True of a message that came in and for whose copy there was no memory. */
  boolean isLost() {
    return slices.isEmpty();
  }

  /** The one slice of a message that came in and is not lost. */
  Slice whole() {
    return slices.getFirst();
  }

  private static MessageBytes in(InputStream stream) throws IOException {
    // an uncompressed message knows its length; what passes through a decompressor does not
    boolean compressed = !(stream instanceof KnownLength);
    if (!compressed) {
      byte[] bytes = Uninitialized.bytes(stream.available());
      int count = stream.readNBytes(bytes, 0, bytes.length);
      return new MessageBytes(List.of(new Slice(bytes, 0, count)), false);
    }
    return new MessageBytes(List.of(Slice.of(stream.readAllBytes())), true);
  }

  /** A stream over slices that gRPC drains in one go. */
  private static final class Out extends InputStream implements Drainable, KnownLength {
    private final List<Slice> rest;
    private int at; // inside the first slice

    Out(List<Slice> slices) {
      this.rest = new ArrayList<>(slices);
    }

    @Override
    public int available() {
      long sum = -at;
      for (Slice slice : rest) {
        sum += slice.length();
      }
      return (int) Math.min(sum, Integer.MAX_VALUE);
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
      int count = available();
      for (Slice slice : rest) {
        target.write(slice.array(), slice.offset() + at, slice.length() - at);
        at = 0;
      }
      rest.clear();
      return count;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      while (!rest.isEmpty() && at == rest.getFirst().length()) {
        rest.removeFirst();
        at = 0;
      }
      if (rest.isEmpty()) {
        return -1;
      }
      Slice first = rest.getFirst();
      int count = Math.min(length, first.length() - at);
      System.arraycopy(first.array(), first.offset() + at, into, offset, count);
      at += count;
      return count;
    }
  }
}

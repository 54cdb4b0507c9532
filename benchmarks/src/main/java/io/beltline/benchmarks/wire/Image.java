package io.beltline.benchmarks.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;

/**
 * A gRPC request as its frames, with room for a stream's number in each: the headers, all in the
 * connection's table by then, and the data. Guarded by its lock while it is written.
 */
final class Image {
  private static final int PREFIX = 5;

  private final ByteBuffer bytes;
  private final Ids ids;
  private final int[] starts; // of frames, and the end

  Image(byte[] indexedHeaders, byte[] body, boolean compressed) {
    this(indexedHeaders, body, compressed, Ids.NONE);
  }

  /** A request whose trace ids change. */
  Image(byte[] indexedHeaders, byte[] body, boolean compressed, Ids ids) {
    this.ids = ids;
    int message = body.length + PREFIX;
    int frames = 1 + Math.ceilDiv(message, Frames.LARGEST);
    bytes = ByteBuffer.allocateDirect(indexedHeaders.length + message + frames * Frames.HEAD);
    starts = new int[frames + 1];
    Frames.head(bytes, indexedHeaders.length, Frames.HEADERS, Frames.END_HEADERS, 0);
    bytes.put(indexedHeaders);
    ByteBuffer data = ByteBuffer.allocate(message);
    data.put((byte) (compressed ? 1 : 0)).putInt(body.length).put(body).flip();
    for (int frame = 1; frame < frames; frame++) {
      starts[frame] = bytes.position();
      int length = Math.min(Frames.LARGEST, data.remaining());
      int flags = frame == frames - 1 ? Frames.END_STREAM : 0;
      Frames.head(bytes, length, Frames.DATA, flags, 0);
      bytes.put(data.slice(data.position(), length));
      data.position(data.position() + length);
    }
    starts[frames] = bytes.position();
  }

  int frames() {
    return starts.length - 1;
  }

  /** What a frame takes from the windows. */
  int weight(int frame) {
    return frame == 0 ? 0 : starts[frame + 1] - starts[frame] - Frames.HEAD;
  }

  /** Writes frames as those of a stream; the request has a number by which its ids change. */
  synchronized int write(GatheringByteChannel channel, int stream, long number, int from, int to)
      throws IOException {
    bytes.clear();
    number(number);
    for (int frame = from; frame < to; frame++) {
      bytes.putInt(starts[frame] + 5, stream);
    }
    bytes.limit(starts[to]).position(starts[from]);
    int count = bytes.remaining();
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    return count;
  }

  private void number(long number) {
    for (int place = 0; place < ids.count(); place++) {
      long value = ids.value(place, number);
      int at = PREFIX + ids.at(place);
      for (int i = 0; i < Long.BYTES; i++, at++) { // it may be cut by the head of a frame
        int frame = 1 + at / Frames.LARGEST;
        bytes.put(
            starts[frame] + Frames.HEAD + at % Frames.LARGEST,
            (byte) (value >>> (Long.SIZE - Byte.SIZE * (i + 1))));
      }
    }
  }
}

package io.beltline.benchmarks.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Reads frames from a blocking channel. Not for more than one thread. */
final class FrameReader {
  private final ReadableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18).flip();
  private long bytes;

  FrameReader(ReadableByteChannel channel) {
    this.channel = channel;
  }

  /** Takes one frame; its body must not be kept. */
  interface Handler {
    void frame(int type, int flags, int stream, ByteBuffer body) throws IOException;
  }

  /** How many bytes were read. */
  long bytes() {
    return bytes;
  }

  void skip(int count) throws IOException {
    need(count);
    buffer.position(buffer.position() + count);
  }

  /** Reads one frame and hands it over. */
  void next(Handler handler) throws IOException {
    need(Frames.HEAD);
    int length = (buffer.get() & 0xff) << 16 | (buffer.getShort() & 0xffff);
    int type = buffer.get() & 0xff;
    int flags = buffer.get() & 0xff;
    int stream = buffer.getInt() & Integer.MAX_VALUE;
    need(length);
    int limit = buffer.limit();
    int end = buffer.position() + length;
    buffer.limit(end);
    handler.frame(type, flags, stream, buffer);
    buffer.limit(limit).position(end);
  }

  private void need(int count) throws IOException {
    if (buffer.remaining() >= count) {
      return;
    }
    buffer.compact();
    while (buffer.position() < count) {
      int read = channel.read(buffer);
      if (read < 0) {
        throw new EOFException();
      }
      bytes += read;
    }
    buffer.flip();
  }
}

package io.beltline.delivery.journal;

import io.beltline.model.Payload;
import io.beltline.model.Slice;
import java.io.IOException;

/** Puts bytes into a segment one after another, through a buffer of fixed size. One user. */
final class SegmentWriter {
  private static final int BUFFER = 256 << 10;

  private final byte[] buffer = new byte[BUFFER];
  private int filled;
  private Segment segment;
  private long position;

  SegmentWriter(Segment segment) {
    this.segment = segment;
    this.position = segment.end;
  }

  /** Begins at the end of a segment; what was not flushed is forgotten. */
  void begin(Segment next) {
    segment = next;
    position = next.end;
    filled = 0;
  }

  /** Where the next byte goes. */
  long position() {
    return position + filled;
  }

  void put(byte[] bytes) throws IOException {
    put(bytes, 0, bytes.length);
  }

  void put(Payload payload) throws IOException {
    for (Slice chunk : payload.chunks()) {
      put(chunk.array(), chunk.offset(), chunk.length());
    }
  }

  private void put(byte[] bytes, int offset, int length) throws IOException {
    if (length > BUFFER - filled) {
      flush();
    }
    if (length >= BUFFER) {
      segment.file.write(position - segment.start, bytes, offset, length);
      position += length;
    } else {
      System.arraycopy(bytes, offset, buffer, filled, length);
      filled += length;
    }
  }

  /** Hands all to the operating system. */
  void flush() throws IOException {
    if (filled > 0) {
      segment.file.write(position - segment.start, buffer, 0, filled);
      position += filled;
      filled = 0;
    }
  }
}

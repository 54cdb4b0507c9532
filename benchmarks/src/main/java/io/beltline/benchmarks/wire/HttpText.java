package io.beltline.benchmarks.wire;

import io.beltline.model.Slice;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.Locale;

/** Reads HTTP/1.1 messages from a blocking channel, one after the other. */
final class HttpText {
  private final ReadableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18).flip();
  private byte[] body = new byte[1 << 16];
  private int length;
  private long bytes;
  private final StringBuilder line = new StringBuilder();

  HttpText(ReadableByteChannel channel) {
    this.channel = channel;
  }

  /** How many bytes were read. */
  long bytes() {
    return bytes;
  }

  /** The first line of the next message; afterwards its body is there. */
  String next() throws IOException {
    String first = line();
    long size = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        size = Long.parseLong(lower.substring(15).strip());
      } else if (lower.startsWith("transfer-encoding:") && lower.endsWith("chunked")) {
        chunked = true;
      }
    }
    length = 0;
    if (chunked) {
      for (int chunk = chunk(); chunk > 0; chunk = chunk()) {
        take(chunk);
        line();
      }
      line();
    } else {
      take(Math.toIntExact(size));
    }
    return first;
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
  }

  /** The body of the message that was read last; changes with the next. */
  Slice body() {
    return new Slice(body, 0, length);
  }

  private void take(int count) throws IOException {
    if (length + count > body.length) {
      body = Arrays.copyOf(body, Math.max(2 * body.length, length + count));
    }
    int end = length + count;
    while (length < end) {
      if (!buffer.hasRemaining()) {
        fill();
      }
      int part = Math.min(end - length, buffer.remaining());
      buffer.get(body, length, part);
      length += part;
    }
  }

  private String line() throws IOException {
    line.setLength(0);
    while (true) {
      if (!buffer.hasRemaining()) {
        fill();
      }
      byte next = buffer.get();
      if (next == '\n') {
        return line.toString();
      }
      if (next != '\r') {
        line.append((char) (next & 0xff));
      }
    }
  }

  private void fill() throws IOException {
    buffer.clear();
    int read = channel.read(buffer);
    if (read < 0) {
      throw new EOFException();
    }
    bytes += read;
    buffer.flip();
  }
}

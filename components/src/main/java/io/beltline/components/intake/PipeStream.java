package io.beltline.components.intake;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The bytes of a named pipe. It is open for writing too, so that it does not end when its last
 * writer goes. One thread reads; any may ask what is there, and closing it ends a read.
 */
final class PipeStream extends InputStream {
  private final RandomAccessFile file;
  private final FileChannel channel;
  private final FileInputStream descriptor;

  PipeStream(Path path) throws IOException {
    file = new RandomAccessFile(path.toFile(), "rw");
    channel = file.getChannel();
    descriptor = new FileInputStream(file.getFD());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    return channel.read(ByteBuffer.wrap(into, from, length));
  }

  @Override
  public int available() throws IOException {
    return descriptor.available();
  }

  @Override
  public void close() throws IOException {
    channel.close(); // first: it ends a read that waits
    file.close();
  }
}

package io.beltline.components.tailing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of a file as they are. */
final class PlainContent implements Content {
  private final FileChannel channel;

  PlainContent(Path path) throws IOException {
    channel = FileChannel.open(path, StandardOpenOption.READ);
  }

  @Override
  public int read(long position, byte[] into, int at, int length) throws IOException {
    return channel.read(ByteBuffer.wrap(into, at, length), position);
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

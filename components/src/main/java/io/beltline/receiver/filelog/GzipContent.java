package io.beltline.receiver.filelog;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that a gzip file holds, of all its members. Going back means reading from the start
 * again. A file that ends in the middle gives what is there.
 */
final class GzipContent implements Content {
  private static final int BUFFER = 64 * 1024;

  private final FileChannel channel;
  private @Nullable InputStream stream;
  private long position;

  GzipContent(Path path) throws IOException {
    channel = FileChannel.open(path, StandardOpenOption.READ);
  }

  /** Whether a file begins as gzip files do. */
  static boolean isGzip(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.read() == 0x1f && in.read() == 0x8b;
    }
  }

  @Override
  public int read(long from, byte[] into, int at, int length) throws IOException {
    try {
      InputStream in = seek(from);
      if (position != from) {
        return 0;
      }
      int read = in.read(into, at, length);
      position += Math.max(0, read);
      return read;
    } catch (EOFException | ZipException cut) {
      close(stream);
      stream = null;
      return 0;
    }
  }

  private InputStream seek(long wanted) throws IOException {
    InputStream in = stream;
    if (in == null || wanted < position) {
      close(in);
      channel.position(0);
      in =
          new GZIPInputStream(
              new BufferedInputStream(new Unclosed(Channels.newInputStream(channel)), BUFFER),
              BUFFER);
      stream = in;
      position = 0;
    }
    byte[] skipped = new byte[(int) Math.min(BUFFER, Math.max(1, wanted - position))];
    while (position < wanted) {
      int read = in.read(skipped, 0, (int) Math.min(skipped.length, wanted - position));
      if (read <= 0) {
        break;
      }
      position += read;
    }
    return in;
  }

  private static void close(@Nullable InputStream in) throws IOException {
    if (in != null) {
      in.close();
    }
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public void close() throws IOException {
    close(stream);
    channel.close();
  }

  /** Keeps the channel open when a stream over it is closed. */
  private static final class Unclosed extends java.io.FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }
}

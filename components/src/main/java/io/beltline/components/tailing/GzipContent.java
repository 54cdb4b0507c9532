package io.beltline.components.tailing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that a gzip file holds, of all its members. Reading on costs what is read, also when
 * the file has grown; going back further than to what was kept means inflating from the start.
 */
final class GzipContent implements Content {
  private static final int SKIP = 8 * 1024;

  /** What is kept at most to be read again. */
  private static final int KEPT = 1 << 20;

  private final FileChannel channel;
  private @Nullable Gunzip gunzip;
  private long position;
  private byte[] kept = {};
  private long keptFrom;
  private long inflated;

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
    if (from >= keptFrom && from < keptFrom + kept.length) {
      int start = (int) (from - keptFrom);
      int count = Math.min(length, kept.length - start);
      System.arraycopy(kept, start, into, at, count);
      return count;
    }
    try {
      return skipTo(from) == from ? inflate(into, at, length) : 0;
    } catch (ZipException damaged) {
      forget(); // it may be written anew
      throw damaged;
    }
  }

  /**
   * Inflates up to a position, or to the end.
   *
   * @return where that is
   */
  long skipTo(long wanted) throws IOException {
    if (wanted < position) {
      forget();
    }
    byte[] skipped = new byte[Math.clamp(wanted - position, 0, SKIP)];
    int count = 1;
    while (count > 0 && position < wanted) {
      count = inflate(skipped, 0, (int) Math.min(skipped.length, wanted - position));
    }
    return position;
  }

  private int inflate(byte[] into, int at, int length) throws IOException {
    Gunzip stream = gunzip;
    if (stream == null) {
      stream = new Gunzip(channel);
      gunzip = stream;
    }
    int count = stream.read(into, at, length);
    position += count;
    inflated += count;
    return count;
  }

  private void forget() {
    if (gunzip != null) {
      gunzip.close();
    }
    gunzip = null;
    position = 0;
    kept = new byte[0];
  }

  @Override
  public void keep(byte[] bytes, int from, int to, long offset) {
    if (to - from <= KEPT && offset + to - from == position) {
      kept = Arrays.copyOfRange(bytes, from, to);
      keptFrom = offset;
    }
  }

  @Override
  public boolean isCut() {
    return gunzip != null && gunzip.isCut();
  }

  /** How many bytes were inflated in all: what it has cost. */
  long inflated() {
    return inflated;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public void close() throws IOException {
    forget();
    channel.close();
  }
}

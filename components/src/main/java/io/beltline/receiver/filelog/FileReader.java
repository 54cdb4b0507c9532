package io.beltline.receiver.filelog;

import io.beltline.components.lines.Splitter;
import io.beltline.receiver.filelog.EntryConfig.Oversize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads files in turns. Its buffer grows to the longest entry it has met. One thread. */
final class FileReader {
  private static final int BUFFER = 256 * 1024;
  private static final long TURN = 8L << 20;
  private static final long MOST = Integer.MAX_VALUE - 8;

  private final EntryConfig config;
  private final Splitter splitter;
  private final EntryMaker maker;
  private final FileLogMetrics metrics;
  private final int limit;
  private byte[] buffer = new byte[BUFFER];
  private long base;
  private int length;
  private long records;

  FileReader(EntryConfig config, EntryMaker maker, FileLogMetrics metrics) {
    this.config = config;
    this.splitter = config.splitter();
    this.maker = maker;
    this.metrics = metrics;
    this.limit = (int) config.maxLogSize().bytes();
  }

  /** What a turn came to. */
  enum Outcome {
    /** All that there is was read, but for the rest of a line. */
    END,
    /** There is more. */
    MORE,
    /** What stands before the offset is not what was read there. */
    TRUNCATED
  }

  /**
   * Reads on in a file.
   *
   * @param rest whether the rest of a line is an entry too
   */
  Outcome turn(TailedFile file, boolean rest, Batch batch)
      throws IOException, InterruptedException {
    Content content = file.open();
    Mark from = file.read;
    base = from.offset() - from.window();
    length = 0;
    if (!fill(content, from.window()) || TailHash.of(buffer, 0, from.window()) != from.hash()) {
      return Outcome.TRUNCATED;
    }
    records = 0;
    Outcome outcome = read(file, content, rest, batch);
    metrics.read(records, file.read.offset() - from.offset());
    return outcome;
  }

  private boolean fill(Content content, int wanted) throws IOException {
    while (length < wanted) {
      int read = content.read(base + length, buffer, length, wanted - length);
      if (read <= 0) {
        return false;
      }
      length += read;
    }
    return true;
  }

  private Outcome read(TailedFile file, Content content, boolean rest, Batch batch)
      throws IOException, InterruptedException {
    long end = file.read.offset() + Math.max(TURN, (long) limit + BUFFER); // an entry at least
    while (base + length < end) {
      makeRoom(position(file));
      int read = content.read(base + length, buffer, length, buffer.length - length);
      length += Math.max(0, read);
      split(file, read <= 0 && rest, batch);
      if (read <= 0) {
        return Outcome.END;
      }
    }
    return Outcome.MORE;
  }

  private int position(TailedFile file) {
    return (int) (file.read.offset() - base);
  }

  /** Makes room for more; the bytes before the position that marks are made of stay. */
  private void makeRoom(int position) {
    if (buffer.length - length >= buffer.length / 2) {
      return;
    }
    int keep = Math.max(0, position - TailHash.WINDOW);
    if (keep > buffer.length / 4) {
      System.arraycopy(buffer, keep, buffer, 0, length - keep);
      base += keep;
      length -= keep;
    } else if (length == buffer.length || buffer.length < limit) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(Math.max(buffer.length * 2L, BUFFER), MOST));
    }
  }

  private void split(TailedFile file, boolean last, Batch batch) throws InterruptedException {
    splitter.split(
        buffer,
        position(file),
        length,
        last,
        (from, to, next) -> take(file, from, to, next, batch));
    while (length - position(file) > limit) {
      int from = position(file);
      int to = boundary(from, from + limit);
      if (file.skipping) {
        pass(file, to);
      } else {
        emit(file, from, to, to, batch);
        file.skipping = config.maxLogSizeBehavior() == Oversize.TRUNCATE;
      }
    }
  }

  private void take(TailedFile file, int from, int to, int next, Batch batch)
      throws InterruptedException {
    if (file.skipping) {
      file.skipping = false;
      pass(file, next);
      return;
    }
    int at = from;
    while (to - at > limit) {
      int end = boundary(at, at + limit);
      if (config.maxLogSizeBehavior() == Oversize.TRUNCATE) {
        emit(file, at, end, next, batch);
        return;
      }
      emit(file, at, end, end, batch);
      at = end;
    }
    emit(file, at, to, next, batch);
  }

  /** Where a part may end: not within a character. */
  private int boundary(int from, int to) {
    int at = to;
    if (config.charset().equals(StandardCharsets.UTF_8)) {
      while (at > to - 4 && at > from + 1 && (buffer[at] & 0xc0) == 0x80) {
        at--;
      }
    }
    return at;
  }

  private void pass(TailedFile file, int next) {
    file.read = mark(next, file.read.record());
    file.outstanding.pass(file.read);
  }

  private Mark mark(int next, long record) {
    return Mark.of(buffer, 0, next, base + next, record);
  }

  private void emit(TailedFile file, int from, int to, int next, Batch batch)
      throws InterruptedException {
    int start = from;
    int end = to;
    while (!config.preserveLeadingWhitespaces() && start < end && isSpace(buffer[start])) {
      start++;
    }
    while (!config.preserveTrailingWhitespaces() && end > start && isSpace(buffer[end - 1])) {
      end--;
    }
    if (start == end) {
      pass(file, next);
      return;
    }
    long begin = file.read.offset();
    file.read = mark(next, file.read.record() + 1);
    Range range = file.outstanding.add(file.read);
    records++;
    maker.make(file, buffer, start, end, begin, range, batch);
    batch.shipIfFull();
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  /** The mark behind all content, for a file that is not to be read from its start. */
  static @Nullable Mark end(Content content, long size) throws IOException {
    int window = (int) Math.min(TailHash.WINDOW, size);
    byte[] bytes = new byte[window];
    int have = 0;
    while (have < window) {
      int read = content.read(size - window + have, bytes, have, window - have);
      if (read <= 0) {
        return null;
      }
      have += read;
    }
    return new Mark(size, window, TailHash.of(bytes, 0, window), 0);
  }
}

package io.beltline.components.tailing;

import io.beltline.components.lines.Characters;
import io.beltline.components.lines.Splitter;
import io.beltline.components.operators.Origin;
import io.beltline.components.tailing.EntryConfig.Oversize;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads files in turns. Its buffer grows to the longest entry it has met. One thread. */
final class FileReader {
  private static final int BUFFER = 256 * 1024;
  private static final long TURN = 8L << 20;
  private static final long MOST = Integer.MAX_VALUE - 8;

  private final EntryConfig config;
  private final Splitter splitter;
  private final TailMetrics metrics;
  private final Characters characters;
  private final int limit;
  private byte[] buffer = new byte[BUFFER];
  private long base;
  private int length;
  private long records;

  FileReader(EntryConfig config, TailMetrics metrics) {
    this.config = config;
    this.splitter = config.splitter();
    this.metrics = metrics;
    this.characters = new Characters(config.charset());
    this.limit = (int) config.maxLogSize().bytes();
  }

  /** What a turn came to. */
  enum Outcome {
    /** All that there is was read, but for the rest of a line. */
    END,
    /** There is more. */
    MORE,
    /** What stands before the offset is not what was read there. */
    TRUNCATED,
    /** Another process has it for itself: nothing was read. */
    LOCKED
  }

  /**
   * Reads on in a file.
   *
   * @param rest what becomes of what has no end of a line
   */
  Outcome turn(TailedFile file, Rest rest, LineBatch batch)
      throws IOException, InterruptedException {
    Content content = file.open();
    Mark from = file.read;
    base = from.offset() - from.window();
    length = 0;
    if (!fill(content, from.window()) || TailHash.of(buffer, 0, from.window()) != from.hash()) {
      return Outcome.TRUNCATED;
    }
    file.trail.add(from);
    records = 0;
    try {
      Outcome outcome = read(file, content, rest, batch);
      int again = Math.max(0, position(file) - TailHash.WINDOW);
      content.keep(buffer, again, length, base + again);
      return outcome;
    } finally {
      metrics.read(records, file.read.offset() - from.offset());
    }
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

  private Outcome read(TailedFile file, Content content, Rest rest, LineBatch batch)
      throws IOException, InterruptedException {
    long end = file.read.offset() + Math.max(TURN, (long) limit + BUFFER); // an entry at least
    while (base + length < end) {
      makeRoom(position(file));
      int read = content.read(base + length, buffer, length, buffer.length - length);
      length += Math.max(0, read);
      batch.seen();
      split(file, read <= 0 && isTaken(file, content, rest, batch), batch);
      if (read <= 0) {
        file.cut = content.isCut();
        file.partial = position(file) < length && !file.cut;
        return Outcome.END;
      }
    }
    return Outcome.MORE;
  }

  /** Whether the rest is an entry. What came while it was read has not waited yet. */
  private boolean isTaken(TailedFile file, Content content, Rest rest, LineBatch batch)
      throws IOException {
    if (rest == Rest.WAITS || content.size() != file.size) {
      return false;
    }
    if (rest == Rest.TAKEN || file.read.skipping()) {
      return true;
    }
    int start = characters.skipSpace(buffer, position(file), length);
    int end = characters.cutSpace(buffer, start, length);
    boolean entry = start == end || batch.isEntry(buffer, start, end);
    file.unfinishedSize = entry ? -1 : file.size;
    return entry;
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

  private void split(TailedFile file, boolean last, LineBatch batch) throws InterruptedException {
    splitter.split(
        buffer,
        position(file),
        length,
        last,
        (from, to, next) -> take(file, from, to, next, batch));
    while (length - position(file) > limit) {
      int from = position(file);
      int to = characters.boundary(buffer, from, from + limit);
      if (file.read.skipping()) {
        pass(file, to, true);
      } else {
        cut(file, from, to, to, cuts(), batch);
      }
    }
  }

  private boolean cuts() {
    return config.maxLogSizeBehavior() == Oversize.TRUNCATE;
  }

  private void take(TailedFile file, int from, int to, int next, LineBatch batch)
      throws InterruptedException {
    if (file.read.skipping()) {
      pass(file, next, false);
      return;
    }
    int at = from;
    while (to - at > limit) {
      int end = characters.boundary(buffer, at, at + limit);
      if (cuts()) {
        cut(file, at, end, next, false, batch);
        return;
      }
      cut(file, at, end, end, false, batch);
      at = end;
    }
    file.part = file.cutEnd == file.read.offset();
    emit(file, at, to, next, false, batch);
  }

  /** Emits a part of a line that is too long; more of it follows where the part ends. */
  private void cut(TailedFile file, int from, int to, int next, boolean skipping, LineBatch batch)
      throws InterruptedException {
    file.part = true;
    file.cutEnd = next == to ? base + to : -1;
    emit(file, from, to, next, skipping, batch);
  }

  private void pass(TailedFile file, int next, boolean skipping) {
    file.read = mark(next, file.read.record(), skipping);
    file.outstanding.pass(file.read);
  }

  private Mark mark(int next, long record, boolean skipping) {
    return Mark.of(buffer, 0, next, base + next, record, skipping);
  }

  private void emit(TailedFile file, int from, int to, int next, boolean skipping, LineBatch batch)
      throws InterruptedException {
    int start = config.preserveLeadingWhitespaces() ? from : characters.skipSpace(buffer, from, to);
    int end = config.preserveTrailingWhitespaces() ? to : characters.cutSpace(buffer, start, to);
    if (start == end) {
      pass(file, next, skipping);
      return;
    }
    long begin = file.read.offset();
    file.read = mark(next, file.read.record() + 1, skipping);
    Origin range = file.outstanding.add(file.read);
    records++;
    batch.take(file, buffer, start, end, begin, range);
    batch.shipIfFull();
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
    return new Mark(size, window, TailHash.of(bytes, 0, window), 0, false);
  }
}

package io.beltline.delivery.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A set of record numbers on disk: a log of what was added, rewritten when it has become long.
 *
 * <p>An entry that is damaged is passed over; its numbers are then missing. Safe for all threads.
 */
final class SequenceLog implements AutoCloseable {
  /** Ends the name of a file that has not taken its place yet. */
  static final String NEW = ".new";

  private static final int ENTRY = 24;
  private static final int LONG = 4096;
  private static final int WORD = 0x0AC30001;
  private static final int RANGE = 0x0AC30002;

  private final ReentrantLock lock = new ReentrantLock();
  private final FileLayer files;
  private final Path directory;
  private final Path path;
  private final long salt;
  private JournalFile file;
  private long end;
  private boolean dirty;
  private boolean behind;

  private SequenceLog(FileLayer files, Path directory, String name, long salt, JournalFile file) {
    this.files = files;
    this.directory = directory;
    this.path = directory.resolve(name);
    this.salt = salt;
    this.file = file;
  }

  /** What was found in a file. */
  record Found(SequenceSet numbers, int damaged) {}

  /** Opens a log to add to; the file is made durable if it is new. */
  static SequenceLog open(FileLayer files, Path directory, String name, long salt)
      throws IOException {
    JournalFile file = files.open(directory.resolve(name));
    SequenceLog log = new SequenceLog(files, directory, name, salt, file);
    log.end = file.size() / ENTRY * ENTRY;
    if (log.end == 0) {
      file.force();
      files.syncDirectory(directory);
    }
    return log;
  }

  /** Reads a log into a set. */
  static Found read(FileLayer files, Path path, long salt, SequenceSet numbers) throws IOException {
    int damaged = 0;
    byte[] bytes = new byte[ENTRY * LONG];
    try (JournalFile file = files.openForReading(path)) {
      long at = 0;
      int length = file.read(at, bytes, 0, bytes.length);
      while (length > 0) {
        for (int i = 0; i + ENTRY <= length; i += ENTRY) {
          damaged += take(bytes, i, salt, numbers) ? 0 : 1;
        }
        at += length;
        length = length < bytes.length ? 0 : file.read(at, bytes, 0, bytes.length);
      }
    }
    return new Found(numbers, damaged);
  }

  private static boolean take(byte[] bytes, int offset, long salt, SequenceSet numbers) {
    ByteBuffer in = ByteBuffer.wrap(bytes, offset, ENTRY);
    long a = in.getLong();
    long b = in.getLong();
    int kind = in.getInt();
    if (in.getInt() != Checksum.salted(salt, bytes, offset, ENTRY - 4)) {
      return false;
    }
    if (kind == WORD) {
      numbers.addWord(a, b);
    } else {
      numbers.addRange(a, b);
    }
    return true;
  }

  private void put(byte[] bytes, int offset, long a, long b, int kind) {
    ByteBuffer out = ByteBuffer.wrap(bytes, offset, ENTRY).putLong(a).putLong(b).putInt(kind);
    out.putInt(Checksum.salted(salt, bytes, offset, ENTRY - 4));
  }

  /**
   * Hands a number to the operating system, then adds it to the set this is the log of. If the
   * first fails, the log is behind its set until it is rewritten.
   */
  void add(long number, Runnable add) {
    append(number, 1, WORD, add);
  }

  /** The same for all numbers from one to another. */
  void addRange(long from, long to, Runnable add) {
    append(from, to, RANGE, add);
  }

  private void append(long a, long b, int kind, Runnable add) {
    byte[] entry = new byte[ENTRY];
    put(entry, 0, a, b, kind);
    lock.lock();
    try {
      file.write(end, entry, 0, ENTRY);
      end += ENTRY;
      dirty = true;
    } catch (IOException full) {
      behind = true;
    } finally {
      try {
        add.run();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Part of what is in it cannot be read, so that it must be rewritten. */
  void damaged() {
    lock.lock();
    try {
      behind = true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns when the disk has what was added before. Others may add meanwhile; but one thread at a
   * time syncs or rewrites.
   */
  void force() throws IOException {
    JournalFile now;
    lock.lock();
    try {
      if (behind) {
        throw new IOException(path + ": does not have all that was added");
      }
      if (!dirty) {
        return;
      }
      dirty = false;
      now = file;
    } finally {
      lock.unlock();
    }
    try {
      now.force();
    } catch (IOException failed) {
      damaged(); // the entries may be gone although a later sync succeeds
      throw failed;
    }
  }

  /** True if it should be rewritten. */
  boolean needsRewrite(int words) {
    lock.lock();
    try {
      return behind || (end / ENTRY > LONG && end / ENTRY > 4L * words);
    } finally {
      lock.unlock();
    }
  }

  /** The bytes of a log that holds exactly these numbers. */
  byte[] encode(SequenceSet numbers) {
    byte[] bytes = new byte[ENTRY * (numbers.words() + 1)];
    int[] at = {0};
    put(bytes, 0, 0, numbers.below(), RANGE);
    numbers.forEachRange((from, to) -> put(bytes, at[0] += ENTRY, from, to, RANGE));
    numbers.forEachWord((base, bits) -> put(bytes, at[0] += ENTRY, base, bits, WORD));
    return bytes;
  }

  /**
   * Puts a new file in the place of the old one, durably.
   *
   * @param contents what {@link #encode} made of a set that has all that was added; asked for when
   *     nobody can add
   */
  void rewrite(Supplier<byte[]> contents) throws IOException {
    Path fresh = path.resolveSibling(path.getFileName() + NEW);
    lock.lock();
    try {
      byte[] bytes = contents.get();
      try (JournalFile out = files.open(fresh)) {
        out.truncate(0);
        out.write(0, bytes, 0, bytes.length);
        out.force();
      }
      files.replace(fresh, path);
      files.syncDirectory(directory);
      JournalFile old = file;
      file = files.open(path);
      end = bytes.length;
      dirty = false;
      behind = false;
      old.close();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      file.close();
    } finally {
      lock.unlock();
    }
  }
}

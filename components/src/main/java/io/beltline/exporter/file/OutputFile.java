package io.beltline.exporter.file;

import io.beltline.api.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One path and the file that is open there. Records are written whole or not at all, one after
 * another, and stand with the operating system when {@link #write} returns. Safe for all threads.
 */
final class OutputFile {
  private static final long NANOS = 1_000_000_000L;

  private final Path path;
  private final Disk disk;
  private final Clock clock;
  private final @Nullable RotationConfig rotation;
  private final @Nullable Backups backups;
  private final Consumer<IOException> uncleaned;
  private final ReentrantLock lock = new ReentrantLock();
  private Disk.@Nullable Sink sink;
  private long torn = -1;

  /** A file; {@code uncleaned} hears why old files could not be deleted. */
  OutputFile(
      Path path,
      Disk disk,
      Clock clock,
      @Nullable RotationConfig rotation,
      Consumer<IOException> uncleaned) {
    this.path = path;
    this.disk = disk;
    this.clock = clock;
    this.rotation = rotation;
    this.uncleaned = uncleaned;
    this.backups = rotation == null ? null : new Backups(path, rotation);
  }

  /** Opens the file, and empties it if told so. */
  void open(boolean empty) throws IOException {
    lock.lock();
    try {
      Disk.Sink opened = opened();
      if (empty) {
        opened.truncate(0);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Writes a record at the end. If that fails, nothing of it stays in the file. */
  void write(byte[] encoded) throws IOException {
    lock.lock();
    try {
      Disk.Sink file = room(encoded.length);
      long size = file.size();
      try {
        file.append(encoded);
      } catch (IOException failed) {
        torn = size;
        mend(file, failed);
        throw failed;
      }
    } finally {
      lock.unlock();
    }
  }

  private Disk.Sink opened() throws IOException {
    Disk.Sink file = sink;
    if (file == null) {
      file = disk.open(path);
      sink = file;
    }
    if (torn >= 0) {
      file.truncate(torn);
      torn = -1;
    }
    return file;
  }

  private void mend(Disk.Sink file, IOException failed) {
    try {
      file.truncate(torn);
      torn = -1;
    } catch (IOException again) {
      failed.addSuppressed(again); // the next write tries it once more before it writes
    }
  }

  /** The file a record of a size goes to. */
  private Disk.Sink room(int length) throws IOException {
    Disk.Sink file = opened();
    if (rotation == null || backups == null) {
      return file;
    }
    long size = file.size();
    if (size == 0 || size + length <= rotation.maxBytes()) {
      return file;
    }
    long nanos = clock.unixNanos();
    Instant now = Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS);
    close();
    disk.rename(path, backups.free(disk, now));
    Disk.Sink next = opened();
    try {
      backups.clean(disk, now);
    } catch (IOException failed) {
      uncleaned.accept(failed);
    }
    return next;
  }

  /** Closes the file; a later write opens it again and goes on at its end. */
  void close() throws IOException {
    lock.lock();
    try {
      Disk.Sink file = sink;
      sink = null;
      if (file != null) {
        file.close();
      }
    } finally {
      lock.unlock();
    }
  }
}

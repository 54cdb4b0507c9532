package io.beltline.delivery.journal;

import io.beltline.api.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The file of a segment nobody needs any more, kept for a minute at most: the next segment is
 * written over it, in memory the operating system has for it already. It is given up before it
 * takes room from records. Safe for all threads.
 */
final class Spare {
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final Layout layout;
  private final JournalSettings settings;
  private final Clock clock;
  private final Logger logger;
  private final Shelf shelf;

  /** Each has a name of its own: one that was handed over may still have its name. */
  private Path path;

  private long kept;
  private boolean ready;

  /** Its bytes, 0 if there is none. Changed under the lock. */
  private volatile long size;

  Spare(Opening opening, Shelf shelf) {
    this.layout = opening.layout();
    this.settings = opening.settings();
    this.clock = opening.clock();
    this.logger = opening.logger();
    this.shelf = shelf;
    this.path = layout.spare(0);
  }

  /**
   * Takes a segment's file out of the journal; it is used once {@link #ready} says that the disk
   * knows it by its new name.
   *
   * @return false if it is not wanted and is to be deleted
   */
  boolean keep(Segment segment) throws IOException {
    lock.lock();
    try {
      long bytes = segment.file.size();
      if (size > 0 || room(bytes, usableSpace()) < 2 * bytes) {
        return false;
      }
      long number = ++kept;
      path = layout.spare(number);
      layout.files.replace(segment.path, path);
      size = bytes;
      ready = false;
      clock.schedule(KEPT, () -> unused(number));
      return true;
    } finally {
      lock.unlock();
    }
  }

  private long usableSpace() throws IOException {
    return settings.minFree() == 0 ? Long.MAX_VALUE : layout.files.usableSpace(layout.directory);
  }

  /** How many bytes records may still take beside a spare of some size. */
  private long room(long bytes, long usable) {
    long left =
        settings.maxSize() == 0
            ? Long.MAX_VALUE
            : settings.maxSize() - bytes - shelf.read(shelf.segments::bytes);
    return Math.min(left, usable - settings.minFree());
  }

  /** The names of the directory's files are on the disk. */
  void ready() {
    lock.lock();
    try {
      ready = size > 0;
    } finally {
      lock.unlock();
    }
  }

  /** Hands the file over, which the caller renames or deletes; null if there is none. */
  @Nullable Path take() {
    lock.lock();
    try {
      if (!ready) {
        return null;
      }
      ready = false;
      size = 0;
      return path;
    } finally {
      lock.unlock();
    }
  }

  /** Gives the file up if records will soon need its room. */
  void fit(long usable) {
    if (size > 0 && room(size, usable) < 2 * size) {
      release();
    }
  }

  private void unused(long number) {
    lock.lock();
    try {
      if (number == kept) {
        release();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Gives the file up; what cannot be deleted now is deleted at the next start. */
  void release() {
    lock.lock();
    try {
      if (size > 0) {
        ready = false;
        size = 0;
        layout.files.delete(path);
      }
    } catch (IOException failed) {
      logger.debug("{}: not deleted", path, failed);
    } finally {
      lock.unlock();
    }
  }
}

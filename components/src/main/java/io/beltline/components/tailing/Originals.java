package io.beltline.components.tailing;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Binds copies to the files they were made of: a copy waits while its original is read. The
 * original of a copy never waits itself. One thread.
 */
final class Originals {
  /** What is shorter is taken for a copy only of what was read: short files may well be equal. */
  static final long SURE = 1024;

  private final KnownFiles files;
  private final Logger logger;
  private final Heirs heirs;

  Originals(KnownFiles files, Logger logger) {
    this.files = files;
    this.logger = logger;
    this.heirs = new Heirs(files, this, logger);
  }

  /**
   * Looks for the original of a file: first among those of which most was read; then the one
   * written last of those of which nothing was read yet; then among copies that wait themselves.
   */
  void bind(TailedFile file) throws IOException {
    List<TailedFile> relatives = new ArrayList<>(files.relativesOf(file.path));
    relatives.removeIf(other -> other == file || other.copied == file);
    relatives.sort(Comparator.comparingLong((TailedFile other) -> other.read.offset()).reversed());
    for (TailedFile other : relatives) {
      if (other.copied == null && other.read.offset() > 0 && isCopy(file, other)) {
        return;
      }
    }
    if (file.size < SURE) {
      return;
    }
    TailedFile unread = lastWritten(relatives);
    if (unread != null && isStart(file, unread, unread)) {
      return;
    }
    for (TailedFile other : relatives) {
      TailedFile original = other.copied;
      if (original != null && !other.gone && isStart(file, other, original)) {
        return;
      }
    }
  }

  private static @Nullable TailedFile lastWritten(List<TailedFile> relatives) {
    return relatives.stream()
        .filter(other -> other.copied == null && other.read.offset() == 0 && !other.gone)
        .max(Comparator.comparingLong(other -> other.modified))
        .orElse(null);
  }

  private static boolean isStart(TailedFile file, TailedFile of, TailedFile original)
      throws IOException {
    Mark start = Copies.start(of, file.path, file.compressed, file.size);
    if (start != null) {
      file.copyOf(original, original == of ? start : Mark.START);
    }
    return start != null;
  }

  /** Whether a file is the copy of another; then it waits, or goes on where that was left. */
  boolean isCopy(TailedFile file, TailedFile original) throws IOException {
    Mark common = Copies.common(original, file.place(), file.compressed);
    boolean same = common != null && common.offset() == original.read.offset();
    if (same && original.gone) {
      file.inherit(original);
      forget(original);
      return true;
    }
    Mark start = Copies.start(original, file.place(), file.compressed, file.size);
    if (start != null) {
      file.copyOf(original, start);
    } else if (common != null && waits(original, same)) {
      file.copyOf(original, common);
    } else if (same) {
      file.restart(original.read); // both go on by themselves
    }
    return same || file.copied != null;
  }

  /** Whether a copy has to wait until it shows that its original is read no more. */
  private static boolean waits(TailedFile original, boolean same) throws IOException {
    return (same && original.compressed) || !original.isThere() || Copies.isTruncated(original);
  }

  /**
   * Compares a copy with its original: when it has grown or the original was read further, or,
   * since a compressed one must be read from its start for that, when neither goes on. It stands
   * for itself when its original is spent and it grows no more.
   */
  void compare(TailedFile file, boolean grew, long nanoTime) {
    TailedFile original = file.copied;
    if (original == null) {
      return;
    }
    try {
      boolean empty = original.read.offset() == 0 && original.size < file.copiedTo.offset();
      boolean moved = file.isBehind() || empty;
      boolean changed = file.size != file.comparedSize || (moved && !original.hasMore());
      boolean due = file.compressed ? !grew && changed : grew || moved;
      if (due) {
        compare(file, original);
      } else if (original.spent && nanoTime - file.grewNanos > Registry.LINGER_NANOS) {
        forget(original);
      }
      file.comparedSize = due ? file.size : file.comparedSize;
    } catch (IOException unreadable) {
      logger.debug("{}: {}", file.path, unreadable.toString());
    }
  }

  private void compare(TailedFile file, TailedFile original) throws IOException {
    Mark start = Copies.start(original, file.place(), file.compressed, file.size);
    if (start != null) {
      file.copyOf(original, start);
    } else if (Copies.isTruncated(original)) {
      return; // its copies are released as soon as that is told
    } else if (original.read.offset() == 0
        || !Copies.isSame(original, file.place(), file.compressed)) {
      file.copied = null; // two files with one head; it may be the copy of a third
      file.restart(Mark.START);
      bind(file);
    } else if (original.isThere() && !original.compressed) {
      file.copied = null; // it goes on by itself
      file.restart(original.read);
    }
  }

  /** Notes that a copy is the start of its original still, which was read further. */
  void confirm(TailedFile file) {
    TailedFile original = file.copied;
    if (original == null || file.compressed || !file.isBehind()) {
      return;
    }
    try {
      Mark start = Copies.start(original, file.place(), false, Files.size(file.place()));
      if (start != null) {
        file.copyOf(original, start);
      }
    } catch (IOException unreadable) {
      logger.debug("{}: {}", file.path, unreadable.toString());
    }
  }

  /**
   * Lets a copy of a file that is truncated go on where it was left: one that waits, or one that is
   * found. Those that wait for another are compared first, since they may have got the wrong one;
   * one that was found empty is met again.
   */
  void leave(TailedFile original, long nanoTime) {
    for (TailedFile other : List.copyOf(files.all())) {
      if (other == original || !Relatives.isRelated(original.path, other.path)) {
        continue;
      }
      TailedFile bound = other.copied;
      if (other.fresh) {
        forget(other);
      } else if (bound != null && bound != original && other.isThere()) {
        try {
          compare(other, bound);
        } catch (IOException unreadable) {
          logger.debug("{}: {}", other.path, unreadable.toString());
        }
      }
    }
    if (!heirs.release(original)) {
      heirs.find(original, nanoTime);
    }
  }

  /** Lets a copy go on that is found where the content of a file is that is gone. */
  boolean find(TailedFile original, long nanoTime) {
    return heirs.find(original, nanoTime);
  }

  /** Forgets a file; its copies stand for themselves then. */
  void forget(TailedFile file) {
    files.remove(file);
    try {
      file.close();
    } catch (IOException broken) {
      logger.debug("{}: {}", file.path, broken.toString());
    }
    heirs.release(file);
  }
}

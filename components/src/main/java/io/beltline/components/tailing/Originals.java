package io.beltline.components.tailing;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;

/**
 * Binds copies to the files they were made of: a copy waits while its original is read, and goes on
 * where that was left when it is read no more. One thread.
 */
final class Originals {
  private final KnownFiles files;
  private final Logger logger;

  Originals(KnownFiles files, Logger logger) {
    this.files = files;
    this.logger = logger;
  }

  /** Looks for the original of a file, first among those of which most was read. */
  void bind(TailedFile file) throws IOException {
    List<TailedFile> relatives = new ArrayList<>(files.relativesOf(file.path));
    relatives.sort(Comparator.comparingLong((TailedFile other) -> other.read.offset()).reversed());
    for (TailedFile other : relatives) {
      if (other.read.offset() > 0 && other.copied == null && isCopy(file, other)) {
        return;
      }
    }
  }

  private boolean isCopy(TailedFile file, TailedFile original) throws IOException {
    boolean same = Copies.isSame(original, file.path, file.compressed);
    if (same && original.gone) {
      file.inherit(original);
      forget(original);
      return true;
    }
    Mark start = Copies.start(original, file.path, file.compressed, file.size);
    if (same || start != null) {
      file.copied = original;
      file.copiedTo = start == null ? original.read : start;
    }
    return file.copied != null;
  }

  /**
   * Compares a copy with its original: when it has grown, or, since a compressed one must be read
   * from its start for that, when it has stopped growing. It stands for itself when its original is
   * spent and it grows no more.
   */
  void compare(TailedFile file, boolean grew, long nanoTime) {
    TailedFile original = file.copied;
    if (original == null) {
      return;
    }
    try {
      boolean due = file.compressed ? !grew && file.size != file.comparedSize : grew;
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
      file.copiedTo = start;
    } else if (!Copies.isSame(original, file.place(), file.compressed)) {
      file.copied = null; // two files with one head; it may be the copy of a third
      file.restart(Mark.START);
      bind(file);
    } else if (!file.compressed && file.size > Files.size(original.place())) {
      file.copied = null; // it goes on by itself
      file.restart(original.read);
    }
  }

  /** Lets a copy that was found go on where its original was left, whose content is gone. */
  void hand(TailedFile file, Copies.Found found, long nanoTime) {
    TailedFile copy = files.of(found.identity().key());
    if (copy == null) {
      copy = new TailedFile(found.identity().key(), file.path, found.compressed(), Mark.START);
      copy.location = found.path();
      copy.gone = true;
      copy.grewNanos = nanoTime;
      files.add(copy);
    } else if (copy.copied == null) {
      return; // it is read itself
    }
    copy.copied = null;
    copy.inherit(file);
    copy.seen(found.identity(), nanoTime);
    copy.readSize = -1;
  }

  /** Lets the copies of a file that is read no more go on where it was left. */
  void releaseCopies(TailedFile original) {
    for (TailedFile copy : files.copiesOf(original)) {
      try {
        release(copy, original);
      } catch (IOException unreadable) {
        logger.warn("{} cannot be read: {}", copy.path, unreadable.toString());
        copy.broken = true;
        copy.readToEnd();
      }
    }
  }

  private static void release(TailedFile copy, TailedFile original) throws IOException {
    copy.copied = null;
    if (Copies.isSame(original, copy.place(), copy.compressed)) {
      copy.inherit(original);
    } else {
      boolean known = Copies.has(copy, copy.copiedTo);
      copy.restart(known ? copy.copiedTo : Mark.START);
    }
  }

  /** Forgets a file; its copies stand for themselves then. */
  void forget(TailedFile file) {
    files.remove(file);
    releaseCopies(file);
  }
}

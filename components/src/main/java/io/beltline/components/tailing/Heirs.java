package io.beltline.components.tailing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Lets copies go on where a file was left that is read no more: one of equal ones. One thread. */
final class Heirs {
  private final KnownFiles files;
  private final Originals originals;
  private final Logger logger;

  Heirs(KnownFiles files, Originals originals, Logger logger) {
    this.files = files;
    this.originals = originals;
    this.logger = logger;
  }

  /**
   * Releases the copies of a file that is read no more: one that has all that was read goes on, and
   * the others wait for that one.
   *
   * @return whether one goes on
   */
  boolean release(TailedFile original) {
    List<TailedFile> copies = new ArrayList<>(files.copiesOf(original));
    copies.sort(
        Comparator.comparing((TailedFile copy) -> copy.compressed)
            .thenComparing(Comparator.comparingLong((TailedFile copy) -> copy.size).reversed()));
    TailedFile heir = null;
    for (TailedFile copy : copies) {
      copy.copied = null;
      if (!copy.isThere()) {
        copy.spent = true;
        continue;
      }
      try {
        if ((heir == null || !originals.isCopy(copy, heir)) && release(copy, original, heir)) {
          heir = copy;
        }
      } catch (IOException unreadable) {
        logger.warn("{} cannot be read: {}", copy.path, unreadable.toString());
        copy.broken = true;
        copy.readToEnd();
      }
    }
    return heir != null;
  }

  /** Whether a copy goes on where all was read that was of its original. */
  private static boolean release(TailedFile copy, TailedFile original, @Nullable TailedFile heir)
      throws IOException {
    Mark common = Copies.common(original, copy.place(), copy.compressed);
    boolean same = common != null && common.offset() == original.read.offset();
    Mark start = copy.copiedTo;
    boolean further = common == null || common.offset() < start.offset();
    boolean read = start.offset() <= original.read.offset();
    if (!same && further && read && Copies.has(copy, start)) {
      common = start;
    }
    if (common == null) {
      copy.restart(Mark.START);
    } else if (heir == null) {
      copy.inherit(original, common);
    } else {
      copy.restart(common);
    }
    return common != null && heir == null;
  }

  /**
   * Finds a copy of a file that is gone or truncated, and lets it go on.
   *
   * @return whether there is one
   */
  boolean find(TailedFile original, long nanoTime) {
    Siblings.Found found = Siblings.copy(original, this::isFree);
    if (found == null) {
      return false;
    }
    TailedFile copy = files.of(found.identity().key());
    if (copy != null && copy.copied == null) {
      originals.forget(copy); // it was found empty
      copy = null;
    }
    if (copy == null) {
      copy = new TailedFile(found.identity().key(), original.path, found.compressed(), Mark.START);
      copy.location = found.path();
      copy.gone = true;
      copy.grewNanos = nanoTime;
      files.add(copy);
    }
    copy.copied = null;
    copy.inherit(original, found.common());
    copy.seen(found.identity(), nanoTime);
    copy.readSize = -1;
    for (TailedFile other : files.copiesOf(original)) {
      other.copyOf(copy, other.copiedTo);
    }
    return true;
  }

  /** Whether a key may be a copy's: it is not known, or waits, or was found empty. */
  private boolean isFree(String key) {
    TailedFile known = files.of(key);
    return known == null || known.fresh || known.copied != null;
  }
}

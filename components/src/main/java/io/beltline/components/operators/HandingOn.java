package io.beltline.components.operators;

import org.jspecify.annotations.Nullable;

/** Hands several entries on, each whatever becomes of the others. One thread. */
final class HandingOn {
  private @Nullable Throwable first;
  private long lost;

  /** Takes a step; a bug in it is kept for the end. */
  void step(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | OutOfMemoryError bug) {
      first = first == null ? bug : first;
      lost += LostEntriesException.lostBy(bug);
    }
  }

  /**
   * Throws the bug that was met, if there was one.
   *
   * @throws LostEntriesException if more than one entry was lost
   */
  void end() {
    Throwable bug = first;
    if (bug == null) {
      return;
    }
    if (lost == LostEntriesException.lostBy(bug) && bug instanceof RuntimeException alone) {
      throw alone;
    }
    if (lost == 1 && bug instanceof OutOfMemoryError alone) {
      throw alone;
    }
    throw new LostEntriesException(bug, lost);
  }
}

package io.beltline.delivery.journal;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file of nothing that is given up when the volume is full, so that acknowledgements can be
 * written and segments be deleted: else a full volume could never become emptier. One user.
 */
final class Reserve {
  private static final long LARGEST = 1 << 20;

  private final FileLayer files;
  private final Path path;
  private final int size;
  private boolean held;

  Reserve(Layout layout, JournalSettings settings) {
    this.files = layout.files;
    this.path = layout.directory.resolve("reserve");
    this.size = (int) Math.min(LARGEST, settings.segmentSize() / 8);
  }

  /** Takes the space if it is not held. */
  void fill() throws IOException {
    if (held) {
      return;
    }
    try (JournalFile file = files.open(path)) {
      if (file.size() != size) {
        file.truncate(0);
        file.write(0, new byte[size], 0, size);
      }
      held = true;
    } catch (IOException full) {
      files.delete(path);
      throw full;
    }
  }

  /** Gives the space up; false if there is none. */
  boolean release() throws IOException {
    files.delete(path);
    boolean was = held;
    held = false;
    return was;
  }
}

package io.beltline.exporter.file;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The files that were emptied when they were first opened, and so must not be again. When there are
 * too many, those are left out whose files are gone: a thousand are remembered, or twice as many as
 * there are files. For one thread at a time.
 */
final class EmptiedPaths {
  /** So many are remembered without looking whether their files are still there. */
  static final int UNSEEN = 1000;

  private final Disk disk;
  private final Set<Path> paths = new HashSet<>();
  private int most = UNSEEN;

  EmptiedPaths(Disk disk) {
    this.disk = disk;
  }

  boolean contains(Path path) {
    return paths.contains(path);
  }

  /** Remembers one whose file is there. */
  void add(Path path) {
    if (paths.add(path) && paths.size() > most) {
      paths.removeIf(disk::isGone);
      most = Math.max(UNSEEN, 2 * paths.size()); // so that each is looked at about once more
    }
  }

  int size() {
    return paths.size();
  }
}

package io.beltline.receiver.hostmetrics;

import java.io.IOException;
import java.nio.file.Path;

/**
 * How much of a filesystem is in use.
 *
 * @param total its bytes
 * @param unused the bytes nobody uses
 * @param free the bytes a user without privileges could use
 * @param files how many files it has room for, 0 if it has no such limit, -1 if that is not known
 * @param filesFree how many more it has room for
 */
record FilesystemUsage(long total, long unused, long free, long files, long filesFree) {

  long used() {
    return total - unused;
  }

  /** What is kept for privileged users. */
  long reserved() {
    return unused - free;
  }

  /** Where the numbers come from. */
  @FunctionalInterface
  interface Source {
    /** Asks for a filesystem by a path in it. */
    FilesystemUsage of(Path path) throws IOException;
  }
}

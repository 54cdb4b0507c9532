package io.beltline.components.tailing;

import io.beltline.components.tailing.TailConfig.OnTruncate;
import io.beltline.components.tracked.Outstanding;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What the configuration says of single files.
 *
 * @param config the configuration
 */
record FileRules(TailConfig config) {

  /**
   * Whether a file has to be met anew: it was empty, has content now, and may be a copy, or
   * compressed; or it was gone, and another one has its inode now.
   */
  boolean isAnother(TailedFile file, Path path, FileIdentity identity) {
    if (file.fresh && identity.size() > 0) {
      return true;
    }
    if (!file.gone || file.content != null) {
      return false;
    }
    try {
      return file.compressed != isCompressed(path)
          || (!file.compressed
              && !file.path.equals(path)
              && !path.equals(file.location)
              && !Copies.isSame(file, path, false));
    } catch (IOException unreadable) {
      return false; // told when it is read
    }
  }

  /** Whether a file is read as gzip. */
  boolean isCompressed(Path path) throws IOException {
    return switch (config.compression()) {
      case NONE -> false;
      case GZIP -> true;
      case AUTO -> GzipContent.isGzip(path);
    };
  }

  /** Whether a file was not written for too long. */
  boolean isTooOld(FileIdentity identity, long unixMillis) {
    return !config.excludeOlderThan().isZero()
        && unixMillis - identity.modifiedMillis() > config.excludeOlderThan().toMillis();
  }

  /** Where to go on in a file in which other content stands. */
  Mark afterTruncation(TailedFile file) throws IOException {
    if (config.onTruncate() == OnTruncate.READ_WHOLE_FILE) {
      return Mark.START;
    }
    boolean wait = config.onTruncate() == OnTruncate.IGNORE;
    Mark known = FileReader.end(file.open(), wait ? file.read.offset() : file.size);
    return known == null ? Mark.START : known;
  }

  /** Passes by what a file has. */
  static void startAtEnd(TailedFile file) throws IOException {
    if (file.compressed) {
      file.readToEnd();
      return;
    }
    Mark end = FileReader.end(file.open(), file.size);
    if (end != null) {
      file.read = end;
      file.outstanding = new Outstanding<>(end);
    }
  }
}

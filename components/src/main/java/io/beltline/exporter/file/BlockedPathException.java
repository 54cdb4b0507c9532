package io.beltline.exporter.file;

import java.io.IOException;
import java.nio.file.Path;

/** A file cannot be opened because of what stands at its path, and trying again will not help. */
final class BlockedPathException extends IOException {
  private static final long serialVersionUID = 1L;

  BlockedPathException(Path path, IOException why) {
    super(path + " cannot be opened for writing: " + why.getMessage(), why);
  }
}

package io.beltline.api;

import java.nio.file.Path;

/**
 * What the configuration of a storage extension offers, so that its files can be found while
 * nothing runs on them.
 */
public interface StorageRoot {

  /** The directory that all its files are in or below. */
  Path root();
}

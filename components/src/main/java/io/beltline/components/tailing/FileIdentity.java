package io.beltline.components.tailing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * What the file system says of a file.
 *
 * @param key device and inode, or the path where the system has none
 * @param size in bytes
 * @param modifiedMillis when it was last written
 */
record FileIdentity(String key, long size, long modifiedMillis) {

  /** Looks at a file, following links; null if there is no regular file. */
  static @Nullable FileIdentity of(Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        return null;
      }
      Object key = attributes.fileKey();
      return new FileIdentity(
          key == null ? path.toAbsolutePath().toString() : key.toString(),
          attributes.size(),
          attributes.lastModifiedTime().toMillis());
    } catch (IOException gone) {
      return null;
    }
  }
}

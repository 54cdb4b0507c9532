package io.beltline.components.tailing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks up the attributes that a file gives to its records. */
final class FileAttributes {
  private final FileAttributesConfig config;

  FileAttributes(FileAttributesConfig config) {
    this.config = config;
  }

  /** The attributes; what cannot be found out is left out. */
  Map<String, @Nullable Object> of(Path path) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    if (config.includeFileName()) {
      attributes.put("log.file.name", name(path));
    }
    if (config.includeFilePath()) {
      attributes.put("log.file.path", path.toString());
    }
    try {
      addResolved(path, attributes);
      addOwner(path, attributes);
    } catch (IOException gone) {
      return attributes;
    }
    return attributes;
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private void addResolved(Path path, Map<String, @Nullable Object> attributes) throws IOException {
    if (config.includeFileNameResolved() || config.includeFilePathResolved()) {
      Path real = path.toRealPath();
      if (config.includeFileNameResolved()) {
        attributes.put("log.file.name_resolved", name(real));
      }
      if (config.includeFilePathResolved()) {
        attributes.put("log.file.path_resolved", real.toString());
      }
    }
  }

  private void addOwner(Path path, Map<String, @Nullable Object> attributes) throws IOException {
    if (!config.includeFileOwnerName()
        && !config.includeFileOwnerGroupName()
        && !config.includeFilePermissions()) {
      return;
    }
    PosixFileAttributes posix;
    try {
      posix = Files.readAttributes(path, PosixFileAttributes.class);
    } catch (UnsupportedOperationException none) {
      return;
    }
    if (config.includeFileOwnerName()) {
      attributes.put("log.file.owner.name", posix.owner().getName());
    }
    if (config.includeFileOwnerGroupName()) {
      attributes.put("log.file.owner.group.name", posix.group().getName());
    }
    if (config.includeFilePermissions()) {
      attributes.put("log.file.permissions", octal(posix.permissions()));
    }
  }

  private static String octal(Set<PosixFilePermission> permissions) {
    int bits = 0;
    for (PosixFilePermission permission : PosixFilePermission.values()) {
      bits = 2 * bits + (permissions.contains(permission) ? 1 : 0);
    }
    return String.format(Locale.ROOT, "%03o", bits);
  }
}

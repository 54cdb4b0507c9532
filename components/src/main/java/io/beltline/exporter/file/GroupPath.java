package io.beltline.exporter.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The path of each group's file, from a path with one {@code *}. No group leaves the part of the
 * path in front of the {@code *}.
 */
final class GroupPath {
  private static final int LONGEST_NAME = 255; // bytes; what common file systems take
  private static final int LONGEST_PATH = 4095; // bytes; what Linux takes

  private final String prefix;
  private final String suffix;

  GroupPath(String pattern) {
    int star = pattern.indexOf('*');
    String front = pattern.substring(0, star);
    String clean = Path.of(front).toAbsolutePath().normalize().toString();
    prefix = front.endsWith("/") && !clean.endsWith("/") ? clean + "/" : clean;
    suffix = pattern.substring(star + 1);
  }

  /** The file of a group, or null if no file can have such a name. */
  @Nullable Path of(String group) {
    String inner =
        group.startsWith("./")
            ? group.substring(1)
            : group.startsWith("../") ? group.substring(2) : group;
    try {
      Path direct = Path.of(prefix + inner + suffix).normalize();
      Path file = direct.toString().startsWith(prefix) ? direct : confined(inner);
      return nameable(file) ? file : null;
    } catch (InvalidPathException unusable) {
      return null;
    }
  }

  private Path confined(String inner) {
    Path below = Path.of("/" + inner + suffix).normalize();
    return Path.of(prefix + below).normalize();
  }

  /** The directory all files are in or below. */
  Path root() {
    Path front = Path.of(prefix);
    Path above = front.getParent();
    return prefix.endsWith("/") || above == null ? front : above;
  }

  private static boolean nameable(Path file) {
    if (bytes(file) > LONGEST_PATH) {
      return false;
    }
    for (Path name : file) {
      if (bytes(name) > LONGEST_NAME) {
        return false;
      }
    }
    return file.getFileName() != null;
  }

  private static int bytes(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length;
  }
}

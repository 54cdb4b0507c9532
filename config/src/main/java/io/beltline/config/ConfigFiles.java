package io.beltline.config;

import io.beltline.config.Sources.Unavailable;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The files that a path, a folder or a glob names. */
final class ConfigFiles {
  private static final int MAX_DEPTH = 10;

  private ConfigFiles() {}

  /** The files in the order they are merged: by path. A path that is no glob names itself. */
  static List<Path> matching(Path path) throws Unavailable {
    if (Files.isDirectory(path)) {
      return found(path, 1, ConfigFiles::isYaml, path + "/*.{yaml,yml}");
    }
    if (Files.exists(path) || !isGlob(path.toString())) {
      return List.of(path);
    }
    Path start = path;
    while (start != null && isGlob(start.toString())) {
      start = start.getParent();
    }
    try {
      PathMatcher glob = FileSystems.getDefault().getPathMatcher("glob:" + path);
      int depth = path.toString().contains("**") ? MAX_DEPTH : path.getNameCount();
      Path root = start == null ? Path.of("") : start;
      return found(root, depth, glob::matches, path.toString());
    } catch (PatternSyntaxException e) {
      throw new Unavailable("\"" + path + "\" is no glob: " + e.getDescription());
    }
  }

  private static List<Path> found(Path root, int depth, Predicate<Path> wanted, String shown)
      throws Unavailable {
    if (!Files.isDirectory(root)) {
      throw new Unavailable("folder " + root + " does not exist");
    }
    // a folder that is a link is entered, but none inside
    try (Stream<Path> files = Files.walk(root.resolve("."), depth)) {
      List<Path> found =
          files.map(Path::normalize).filter(Files::isRegularFile).filter(wanted).sorted().toList();
      if (found.isEmpty()) {
        throw new Unavailable("no file matches " + shown);
      }
      return found;
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new Unavailable("folder " + root + " cannot be read: " + e.getMessage());
    }
  }

  private static boolean isYaml(Path file) {
    String name = file.toString();
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  private static boolean isGlob(String path) {
    return path.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
  }
}

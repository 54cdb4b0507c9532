package io.beltline.verification.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the project lies and what belongs to it. */
final class House {
  private House() {}

  /** The root of the project. */
  static Path root() {
    return Path.of(System.getProperty("beltline.root", "..")).toAbsolutePath().normalize();
  }

  /** The Java sources that belong to it, in order. */
  static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(root())) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> isSource(root().relativize(file)))
          .sorted()
          .toList();
    }
  }

  /** True for a file that is written by hand: nothing built, nothing installed, nothing hidden. */
  static boolean isSource(Path relative) {
    for (Path part : relative) {
      String name = part.toString();
      if (name.equals("target") || name.equals("node_modules") || name.startsWith(".")) {
        return false;
      }
    }
    return true;
  }
}

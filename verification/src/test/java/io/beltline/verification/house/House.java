package io.beltline.verification.house;

import java.nio.file.Path;

/** Where the project lies and what belongs to it. */
final class House {
  private House() {}

  /** The root of the project. */
  static Path root() {
    return Path.of(System.getProperty("beltline.root", "..")).toAbsolutePath().normalize();
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

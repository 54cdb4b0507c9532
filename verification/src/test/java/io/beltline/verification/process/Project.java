package io.beltline.verification.process;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the things lie that the tests start. */
public final class Project {
  private Project() {}

  /** The repository's folder. */
  public static Path root() {
    return Path.of(System.getProperty("beltline.root", ".."));
  }

  /** This module's folder. */
  public static Path module() {
    return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  }

  /** This module's build folder. */
  public static Path target() {
    return module().resolve("target");
  }

  /** A jar that the build copied from the package registry. */
  public static Path peer(String jar) {
    return existing(target().resolve("peers").resolve(jar), "mvn generate-test-resources");
  }

  /** The {@code java} that runs the tests. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * The command that starts the collector; {@code -Dbeltline.launcher=FILE} puts another in its
   * place, for instance to compare with it.
   */
  public static Path launcher() {
    Path usual = root().resolve("beltline");
    String other = System.getProperty("beltline.launcher");
    return existing(other == null ? usual : Path.of(other), "the distribution module")
        .toAbsolutePath();
  }

  private static Path existing(Path file, String madeBy) {
    if (!Files.exists(file)) {
      throw new AssertionError("%s does not exist (made by: %s)".formatted(file, madeBy));
    }
    return file;
  }
}

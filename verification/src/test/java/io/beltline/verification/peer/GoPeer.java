package io.beltline.verification.peer;

import io.beltline.verification.process.Project;
import io.beltline.verification.process.RunningProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Builds peers from Go's module registry, each once: that takes some minutes. */
final class GoPeer {
  private static final Duration LIMIT = Duration.ofMinutes(60);

  private GoPeer() {}

  /**
   * The program of a package; built if that was not done yet.
   *
   * @param name the folder under {@code servers} that says which versions make it, and its own name
   * @param tags the tags to build it with, separated by commas; empty for none
   */
  static Path binary(String name, String packageName, String tags) throws Exception {
    Path target = Files.createDirectories(Project.target().resolve("servers").resolve(name));
    Path binary = target.resolve(name);
    if (!Files.exists(binary)) {
      Path source = Project.module().resolve("servers").resolve(name);
      for (String file : List.of("go.mod", "tools.go")) {
        Files.write(target.resolve(file), Files.readAllBytes(source.resolve(file)));
      }
      RunningProcess.run(
          "build of " + name,
          target,
          Map.of("GOFLAGS", "-mod=mod"),
          LIMIT,
          List.of("go", "build", "-tags", tags, "-o", name, packageName));
    }
    return binary;
  }
}

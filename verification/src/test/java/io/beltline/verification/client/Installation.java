package io.beltline.verification.client;

import io.beltline.verification.process.Project;
import io.beltline.verification.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A client's folder under {@code target}: its files copied, its packages installed. An installation
 * is used again as long as the file that pins the packages stays the same.
 */
final class Installation {
  /** The command of {@link #python}'s virtual environment, in the client's folder. */
  static final String PYTHON = "venv/bin/python";

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final String name;
  private final Path folder;

  private Installation(String name) {
    this.name = name;
    folder = Project.target().resolve("clients").resolve(name);
  }

  /**
   * Installs the client of {@code clients/NAME}.
   *
   * @param pins the file that pins its packages
   * @param commands what installs them, run in the folder one after the other
   */
  static Path of(String name, String pins, List<List<String>> commands)
      throws IOException, InterruptedException {
    Installation installation = new Installation(name);
    installation.copy();
    Path stamp = installation.folder.resolve(".installed");
    String wanted = Files.readString(installation.folder.resolve(pins));
    if (!Files.exists(stamp) || !Files.readString(stamp).equals(wanted)) {
      for (List<String> command : commands) {
        installation.run(command);
      }
      Files.writeString(stamp, wanted);
    }
    return installation.folder;
  }

  /** Installs a client in Node.js, its packages by {@code npm ci}. */
  static Path node(String name) throws IOException, InterruptedException {
    return of(
        name,
        "package-lock.json",
        List.of(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")));
  }

  /** Installs a client in Python, its packages by pip in a virtual environment. */
  static Path python(String name) throws IOException, InterruptedException {
    String pins = "requirements.txt";
    List<String> venv = List.of("python3", "-m", "venv", "--clear", "venv");
    List<String> pip =
        List.of(
            PYTHON,
            "-m",
            "pip",
            "install",
            "-q",
            "--no-deps",
            "--disable-pip-version-check",
            "-r",
            pins);
    return of(name, pins, List.of(venv, pip));
  }

  private void copy() throws IOException {
    Files.createDirectories(folder);
    try (var files = Files.list(Project.module().resolve("clients").resolve(name))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    RunningProcess.run(name + " installation", folder, Map.of(), LIMIT, command);
  }
}

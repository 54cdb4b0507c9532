package io.beltline.verification.peer;

import io.beltline.verification.process.Ports;
import io.beltline.verification.process.RunningProcess;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real PostgreSQL with a log of its own. It does not run as root: root hands it to the user of
 * Debian's package. Closing it kills it.
 */
public final class PostgresServer implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

  private final Path programs;
  private final Path folder;
  private final int port;
  private final RunningProcess process;

  private PostgresServer(Path programs, Path folder, int port, RunningProcess process) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** Starts it over a folder of its own, where log/postgresql.log is then. */
  public static PostgresServer start(Path folder) throws Exception {
    Path programs = programs();
    int port = Ports.free(1)[0];
    Files.setPosixFilePermissions(folder.getParent(), PosixFilePermissions.fromString("rwx--x--x"));
    if (isRoot()) {
      run(folder.getParent(), List.of("chown", "postgres", folder.toString()));
    }
    Path data = folder.resolve("data");
    run(folder, user(programs.resolve("initdb") + "", "-D", data + "", "-A", "trust"));
    RunningProcess process =
        RunningProcess.start(
            "postgres",
            folder,
            Map.of(),
            user(
                programs.resolve("postgres") + "",
                "-D" + data,
                "-p" + port,
                "-clisten_addresses=127.0.0.1",
                "-cunix_socket_directories=",
                "-clogging_collector=on",
                "-clog_directory=" + folder.resolve("log"),
                "-clog_filename=postgresql.log",
                "-clog_timezone=UTC",
                "-clog_file_mode=0644",
                "-clog_statement=all"));
    PostgresServer server = new PostgresServer(programs, folder, port, process);
    try {
      process.awaitListening(LIMIT, port);
      return server;
    } catch (Exception | AssertionError failed) {
      server.close();
      throw failed;
    }
  }

  private static Path programs() throws IOException {
    if (Files.isDirectory(VERSIONS)) {
      try (DirectoryStream<Path> versions = Files.newDirectoryStream(VERSIONS)) {
        for (Path version : versions) {
          if (Files.isExecutable(version.resolve("bin/initdb"))) {
            return version.resolve("bin");
          }
        }
      }
    }
    throw new AssertionError("no PostgreSQL (expected: Debian's package postgresql)");
  }

  private static boolean isRoot() {
    return System.getProperty("user.name", "").equals("root");
  }

  private static List<String> user(String... command) {
    List<String> words =
        new ArrayList<>(isRoot() ? List.of("runuser", "-u", "postgres", "--") : List.of());
    words.addAll(List.of(command));
    return words;
  }

  private static void run(Path folder, List<String> command) throws Exception {
    RunningProcess.run(command.getFirst(), folder, Map.of(), LIMIT, command);
  }

  /** Executes statements, each whatever becomes of the others. */
  public void execute(String sql) throws Exception {
    List<String> command =
        user(
            programs.resolve("psql") + "",
            "-h",
            "127.0.0.1",
            "-p",
            port + "",
            "-d",
            "postgres",
            "-U",
            isRoot() ? "postgres" : System.getProperty("user.name", ""),
            "-c",
            sql);
    try (RunningProcess client = RunningProcess.start("psql", folder, Map.of(), command)) {
      client.awaitEnd(LIMIT);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}

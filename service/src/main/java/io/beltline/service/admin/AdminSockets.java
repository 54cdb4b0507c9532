package io.beltline.service.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Where the admin sockets of a user's collectors are: in a directory that only this user can enter,
 * each named by its process. Safe for all threads.
 *
 * @param directory the directory
 */
public record AdminSockets(Path directory) {
  private static final String SUFFIX = ".sock";
  private static final int LONGEST = 100; // systems allow 104 to 108 bytes
  private static final AtomicInteger IN_THIS_PROCESS = new AtomicInteger();

  /** Where the environment says: in {@code XDG_RUNTIME_DIR}, else in the folder for temporaries. */
  public static AdminSockets of(Map<String, String> environment) {
    String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    if (!runtime.isEmpty() && Files.isDirectory(Path.of(runtime))) {
      return new AdminSockets(Path.of(runtime, "beltline"));
    }
    String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
    return new AdminSockets(Path.of(System.getProperty("java.io.tmpdir"), "beltline-" + user));
  }

  /** A socket somebody listens on, or did. */
  public record Found(long pid, Path path) {}

  /** The sockets of processes that live. */
  public List<Found> find() throws IOException {
    List<Found> found = new ArrayList<>();
    for (Path path : files()) {
      long pid = pid(path);
      if (ProcessHandle.of(pid).isPresent()) {
        found.add(new Found(pid, path));
      }
    }
    return found;
  }

  /**
   * Makes the directory if need be and a path in it that nobody uses. Files of processes that do
   * not live any more are removed.
   *
   * @throws IOException if the directory is not this user's alone, or its path is too long
   */
  Path claim() throws IOException {
    prepare();
    for (Path path : files()) {
      if (ProcessHandle.of(pid(path)).isEmpty()) {
        Files.deleteIfExists(path);
      }
    }
    int number = IN_THIS_PROCESS.incrementAndGet();
    String name = ProcessHandle.current().pid() + (number == 1 ? "" : "-" + number) + SUFFIX;
    Path path = directory.resolve(name).toAbsolutePath();
    int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
    if (length > LONGEST) {
      throw new IOException(
          path + " is too long for a socket (expected: at most " + LONGEST + " bytes)");
    }
    Files.deleteIfExists(path); // of an earlier process with this number
    return path;
  }

  private void prepare() throws IOException {
    if (!Files.getFileStore(directory.toAbsolutePath().getParent())
        .supportsFileAttributeView("posix")) {
      throw new IOException(directory + " cannot be kept from other users on this system");
    }
    var own = PosixFilePermissions.fromString("rwx------");
    if (Files.notExists(directory, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(own));
    }
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(directory + " is no directory");
    }
    Path probe = Files.createTempFile(directory, "probe", "");
    try {
      if (!Files.getOwner(probe).equals(Files.getOwner(directory))) {
        throw new IOException(directory + " belongs to another user");
      }
    } finally {
      Files.delete(probe);
    }
    Files.setPosixFilePermissions(directory, own);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(path -> pid(path) > 0).sorted().toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  private static long pid(Path path) {
    String name = path.getFileName().toString();
    return name.matches("[0-9]{1,18}(-[0-9]+)?\\" + SUFFIX)
        ? Long.parseLong(name.split("[-.]", 2)[0])
        : -1;
  }
}

package io.beltline.verification.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A volume of a few megabytes in memory, mounted for the processes that are started in it and for
 * nobody else; it is gone when the test's process is.
 *
 * <p>It takes Linux, and either root or user namespaces.
 */
public final class SmallVolume implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String MOUNTED = "mounted";
  private static final Path MOUNT_POINT = Path.of("/mnt");

  private final RunningProcess holder;
  private final List<String> inside;

  private SmallVolume(RunningProcess holder, List<String> inside) {
    this.holder = holder;
    this.inside = inside;
  }

  /** A volume of so many mebibytes; empty, after telling why, where none can be mounted. */
  public static Optional<SmallVolume> mount(Path folder, int mebibytes) throws Exception {
    List<String> asRoot = List.of("--mount");
    List<String> asUser = List.of("--user", "--map-root-user", "--mount");
    for (List<String> namespaces : List.of(asRoot, asUser)) {
      List<String> command = new ArrayList<>(List.of("unshare"));
      command.addAll(namespaces);
      String script =
          "mount -t tmpfs -o size=%dm tmpfs %s && echo %s && exec cat"
              .formatted(mebibytes, MOUNT_POINT, MOUNTED);
      command.addAll(List.of("--propagation", "private", "sh", "-c", script));
      Optional<SmallVolume> volume = started(folder, command, namespaces);
      if (volume.isPresent()) {
        return volume;
      }
    }
    return Optional.empty();
  }

  private static Optional<SmallVolume> started(
      Path folder, List<String> command, List<String> namespaces) throws Exception {
    RunningProcess holder;
    try {
      holder = RunningProcess.start("small volume", folder, Map.of(), command);
    } catch (IOException noSuchCommand) {
      return Optional.empty();
    }
    boolean mounted =
        Eventually.answer(
            LIMIT,
            () -> "a volume that is mounted or refused",
            holder::log,
            () ->
                holder.log().contains(MOUNTED)
                    ? Optional.of(true)
                    : holder.isAlive() ? Optional.empty() : Optional.of(false));
    if (!mounted) {
      holder.close();
      return Optional.empty();
    }
    List<String> inside =
        new ArrayList<>(List.of("nsenter", "--target", Long.toString(holder.pid()), "--mount"));
    if (namespaces.contains("--user")) {
      inside.addAll(List.of("--user", "--preserve-credentials"));
    }
    return Optional.of(new SmallVolume(holder, inside));
  }

  /** What stands before a command to let it see the volume. */
  public List<String> inside() {
    return inside;
  }

  /** Where the processes inside see it. */
  public Path path() {
    return MOUNT_POINT;
  }

  /** Where everybody else sees it. */
  public Path fromOutside() {
    return Path.of("/proc", Long.toString(holder.pid()), "root").resolve("mnt");
  }

  /** Takes all the room that is left. */
  public void fill() throws IOException {
    Path ballast = fromOutside().resolve("ballast");
    byte[] some = new byte[4096];
    try (var out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(some);
      }
    } catch (IOException full) {
      if (!String.valueOf(full.getMessage()).contains("No space left")) {
        throw full;
      }
    }
  }

  /** Gives the room back. */
  public void free() throws IOException {
    Files.delete(fromOutside().resolve("ballast"));
  }

  @Override
  public void close() {
    holder.close();
  }
}

package io.beltline.receiver.hostmetrics;

import io.beltline.components.scrape.Faults;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The filesystems that are mounted, from {@code mountinfo} of process 1, else of the collector's
 * own ({@code man 5 proc_pid_mountinfo}). Stateless.
 */
final class Mounts {
  private static final int POINTS = 5;

  private final HostPaths paths;
  private final boolean all;

  /**
   * A reader of mounts.
   *
   * @param all whether those without a device, and parts of a filesystem mounted elsewhere, count
   */
  Mounts(HostPaths paths, boolean all) {
    this.paths = paths;
    this.all = all;
  }

  /** Reads them; each device is at a mount point once. */
  Set<Mount> read(Faults faults) {
    List<Mount> found = new ArrayList<>();
    Map<String, String> devices = new HashMap<>();
    Set<String> onDisk = all ? Set.of() : typesOnDisk(faults);
    HostFiles.lines(
        file(), "mountinfo", POINTS, faults, line -> readMount(line, onDisk, devices, found));
    return new LinkedHashSet<>(found);
  }

  private Path file() {
    if (paths.mountInfo() != null) {
      return paths.mountInfo();
    }
    Path first = paths.proc().resolve("1/mountinfo");
    return Files.isReadable(first) ? first : paths.proc().resolve("self/mountinfo");
  }

  /** The types that are on a device, as the kernel lists them; empty if it does not. */
  private Set<String> typesOnDisk(Faults faults) {
    Set<String> types = new HashSet<>();
    HostFiles.linesIfThere(
        paths.proc().resolve("filesystems"),
        "filesystems",
        0,
        faults,
        line -> {
          if (!line.startsWith("nodev")) {
            types.add(line.strip());
          }
        });
    if (!types.isEmpty()) {
      types.add("zfs"); // has devices of its own kind
    }
    return types;
  }

  private void readMount(
      String line, Set<String> onDisk, Map<String, String> devices, List<Mount> found)
      throws MalformedLineException {
    int dash = line.indexOf(" - ");
    if (dash < 0) {
      throw new MalformedLineException("no \" - \" (expected: a mount)");
    }
    Fields left = Fields.of(line.substring(0, dash));
    Fields right = Fields.of(line.substring(dash + 3));
    String number = left.text(2);
    String inside = left.text(3);
    String point = unescape(left.text(4));
    if (!point.startsWith("/") || point.indexOf('\0') >= 0) {
      throw new MalformedLineException("\"%s\" (expected: a mount point)".formatted(point));
    }
    String type = right.text(0);
    String source = unescape(right.text(1));
    boolean hasDevice = source.startsWith("/");
    if (!all && !(onDisk.isEmpty() ? hasDevice : onDisk.contains(type))) {
      return;
    }
    // the first mount of a device names it: that of a part of it is the same device
    String device =
        devices.computeIfAbsent(number, key -> hasDevice || inside.equals("/") ? source : inside);
    boolean isPart = hasDevice && !inside.equals("/") && !isSubvolume(inside, right);
    if (all || !isPart) {
      found.add(new Mount(real(device, number), point, type, mode(left, right)));
    }
  }

  /** Whether what is mounted is a btrfs subvolume, which is whole, and not a directory of one. */
  private static boolean isSubvolume(String inside, Fields right) throws MalformedLineException {
    return right.size() > 2 && options(right.text(2)).contains("subvol=" + inside);
  }

  private static String mode(Fields left, Fields right) throws MalformedLineException {
    List<String> own = options(left.size() > 5 ? left.text(5) : "");
    List<String> below = options(right.size() > 2 ? right.text(2) : "");
    if (own.contains("ro") || below.contains("ro")) {
      return "ro";
    }
    return own.contains("rw") || below.contains("rw") ? "rw" : "unknown";
  }

  private static List<String> options(String list) {
    return Arrays.asList(list.split(",", -1));
  }

  /** The device's own name, where the mount gives another. */
  private String real(String device, String number) {
    try {
      if (device.startsWith("/dev/mapper/")) {
        return paths.dev().resolve(device.substring("/dev/".length())).toRealPath().toString();
      }
      if (device.equals("/dev/root")) {
        Path link = Files.readSymbolicLink(paths.sys().resolve("dev/block").resolve(number));
        return "/dev/" + link.getFileName();
      }
    } catch (IOException | InvalidPathException e) {
      return device; // it is not seen from here: the mount's name must do
    }
    return device;
  }

  /** Turns {@code \040} and other octal numbers into the bytes they stand for. */
  static String unescape(String word) {
    if (word.indexOf('\\') < 0) {
      return word;
    }
    byte[] from = word.getBytes(StandardCharsets.UTF_8);
    ByteBuffer to = ByteBuffer.allocate(from.length);
    for (int i = 0; i < from.length; i++) {
      if (from[i] == '\\' && isOctal(from, i + 1)) {
        to.put((byte) ((from[i + 1] - '0') << 6 | (from[i + 2] - '0') << 3 | (from[i + 3] - '0')));
        i += 3;
      } else {
        to.put(from[i]);
      }
    }
    return new String(to.array(), 0, to.position(), StandardCharsets.UTF_8);
  }

  private static boolean isOctal(byte[] bytes, int from) {
    for (int i = from; i < from + 3; i++) {
      if (i >= bytes.length || bytes[i] < '0' || bytes[i] > '7') {
        return false;
      }
    }
    return true;
  }
}

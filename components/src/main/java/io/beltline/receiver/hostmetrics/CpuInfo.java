package io.beltline.receiver.hostmetrics;

import io.beltline.components.scrape.Faults;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What /proc/stat, /proc/cpuinfo and /sys/devices/system/cpu say of CPUs. Stateless. */
final class CpuInfo {
  private final HostPaths paths;

  CpuInfo(HostPaths paths) {
    this.paths = paths;
  }

  /** How many logical CPUs there are, by /proc/stat; 0 if that is not known. */
  int logical(Faults faults) {
    int[] logical = {0};
    HostFiles.lines(
        paths.proc().resolve("stat"),
        "stat",
        1,
        faults,
        line -> logical[0] += isLogical(line) ? 1 : 0);
    return logical[0];
  }

  /** Whether a line of /proc/stat is that of one CPU. */
  static boolean isLogical(String line) {
    return line.startsWith("cpu") && line.length() > 3 && Character.isDigit(line.charAt(3));
  }

  /** How fast each logical CPU is now, where the kernel says it. It asks each of them for that. */
  Map<String, Double> megahertz(Faults faults) {
    Map<String, Double> megahertz = new LinkedHashMap<>();
    String[] current = {""};
    lines(
        faults,
        (key, value) -> {
          if (key.equals("processor") && value.chars().allMatch(Character::isDigit)) {
            current[0] = "cpu" + value;
          } else if (key.equals("cpu mhz")) {
            megahertz.put(current[0], Fields.of(value).decimal(0));
          }
        });
    return megahertz;
  }

  /** How many cores there are, by which CPUs share one; else as the packages say. 0 if unknown. */
  int cores(Faults faults) {
    for (String list : new String[] {"core_cpus_list", "thread_siblings_list"}) {
      Set<String> distinct = shared(list);
      if (!distinct.isEmpty()) {
        return distinct.size();
      }
    }
    Map<String, Long> cores = new HashMap<>();
    String[] pack = {""};
    lines(
        faults,
        (key, value) -> {
          if (key.equals("physical id")) {
            pack[0] = value;
          } else if (key.equals("cpu cores")) {
            cores.put(pack[0], Fields.number(value));
          }
        });
    return (int) cores.values().stream().mapToLong(Long::longValue).sum();
  }

  private Set<String> shared(String list) {
    Set<String> distinct = new HashSet<>();
    Path cpus = paths.sys().resolve("devices/system/cpu");
    try (DirectoryStream<Path> each = Files.newDirectoryStream(cpus, "cpu[0-9]*")) {
      for (Path cpu : each) {
        String text = HostFiles.text(cpu.resolve("topology").resolve(list));
        if (text != null && !text.isBlank()) {
          distinct.add(text.strip());
        }
      }
    } catch (IOException e) {
      return Set.of(); // no /sys here: packages are counted
    }
    return distinct;
  }

  private interface EntryReader {
    void read(String key, String value) throws MalformedLineException;
  }

  private void lines(Faults faults, EntryReader reader) {
    HostFiles.lines(
        paths.proc().resolve("cpuinfo"),
        "cpuinfo",
        1,
        faults,
        line -> {
          int colon = line.indexOf(':');
          if (colon > 0) {
            reader.read(
                line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                line.substring(colon + 1).strip());
          }
        });
  }
}

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

/** What /proc/cpuinfo and /sys/devices/system/cpu say of CPUs. Stateless. */
final class CpuInfo {
  private final HostPaths paths;

  CpuInfo(HostPaths paths) {
    this.paths = paths;
  }

  /**
   * What is known of logical CPUs.
   *
   * @param logical how many there are, 0 if that is not known
   * @param megahertz how fast each is now, where the kernel says it
   */
  record Summary(int logical, Map<String, Double> megahertz) {}

  /** Reads it. Architectures that do not number processors are counted by /proc/stat. */
  Summary read(Faults faults) {
    Map<String, Double> megahertz = new LinkedHashMap<>();
    int[] logical = {0};
    String[] current = {""};
    lines(
        faults,
        (key, value) -> {
          if (key.equals("processor") && value.chars().allMatch(Character::isDigit)) {
            logical[0]++;
            current[0] = "cpu" + value;
          } else if (key.equals("cpu mhz")) {
            megahertz.put(current[0], Fields.of(value).decimal(0));
          }
        });
    if (logical[0] == 0) {
      HostFiles.lines(
          paths.proc().resolve("stat"),
          "stat",
          1,
          faults,
          line -> logical[0] += line.matches("cpu[0-9].*") ? 1 : 0);
    }
    return new Summary(logical[0], megahertz);
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

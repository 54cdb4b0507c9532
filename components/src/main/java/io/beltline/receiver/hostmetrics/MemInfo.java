package io.beltline.receiver.hostmetrics;

import io.beltline.components.scrape.Faults;
import java.util.HashMap;
import java.util.Map;

/** /proc/meminfo. Immutable. */
final class MemInfo {
  private static final long KIB = 1024;

  private final Map<String, Long> values;

  private MemInfo(Map<String, Long> values) {
    this.values = values;
  }

  /** Reads it; what is not there or malformed is not known. */
  static MemInfo read(HostPaths paths, Faults faults) {
    Map<String, Long> values = new HashMap<>();
    HostFiles.lines(
        paths.proc().resolve("meminfo"),
        "meminfo",
        1,
        faults,
        line -> {
          int colon = line.indexOf(':');
          if (colon > 0) {
            values.put(
                line.substring(0, colon).strip(), Fields.of(line.substring(colon + 1)).number(0));
          }
        });
    return new MemInfo(values);
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** The number of a key, 0 if it is not known. */
  long number(String key) {
    return values.getOrDefault(key, 0L);
  }

  /** The bytes of a key whose number is in kibibytes. */
  long bytes(String key) {
    return number(key) * KIB;
  }

  long total() {
    return bytes("MemTotal");
  }

  /** The page cache with what slabs can give back. */
  long cached() {
    return bytes("Cached") + bytes("SReclaimable");
  }

  /** What the kernel says is available; what kernels before 3.14 would, roughly. */
  long available() {
    return has("MemAvailable") ? bytes("MemAvailable") : bytes("MemFree") + cached();
  }
}

package io.beltline.verification;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which series of node_exporter tells the same as a point of the receiver of host metrics. */
final class HostSeries {
  private static final Pattern POINT = Pattern.compile("([^{]+)\\{(.*)\\}");

  private static final Map<String, String> CPU_MODES = Map.of("wait", "iowait", "interrupt", "irq");

  private static final Map<String, String> DISK =
      Map.ofEntries(
          Map.entry("system.disk.io read", "node_disk_read_bytes_total"),
          Map.entry("system.disk.io write", "node_disk_written_bytes_total"),
          Map.entry("system.disk.operations read", "node_disk_reads_completed_total"),
          Map.entry("system.disk.operations write", "node_disk_writes_completed_total"),
          Map.entry("system.disk.merged read", "node_disk_reads_merged_total"),
          Map.entry("system.disk.merged write", "node_disk_writes_merged_total"),
          Map.entry("system.disk.operation_time read", "node_disk_read_time_seconds_total"),
          Map.entry("system.disk.operation_time write", "node_disk_write_time_seconds_total"),
          Map.entry("system.disk.io_time", "node_disk_io_time_seconds_total"),
          Map.entry("system.disk.weighted_io_time", "node_disk_io_time_weighted_seconds_total"));

  private static final Map<String, String> NETWORK =
      Map.of(
          "system.network.io", "bytes",
          "system.network.packets", "packets",
          "system.network.errors", "errs",
          "system.network.dropped", "drop");

  private static final Map<String, String> PLAIN =
      Map.of(
          "system.memory.limit", "node_memory_MemTotal_bytes",
          "system.linux.memory.available", "node_memory_MemAvailable_bytes",
          "system.cpu.load_average.1m", "node_load1",
          "system.cpu.load_average.5m", "node_load5",
          "system.cpu.load_average.15m", "node_load15");

  private static final Map<String, String> MEMORY =
      Map.of(
          "free", "node_memory_MemFree_bytes",
          "buffered", "node_memory_Buffers_bytes",
          "slab_reclaimable", "node_memory_SReclaimable_bytes",
          "slab_unreclaimable", "node_memory_SUnreclaim_bytes");

  private HostSeries() {}

  /** The series for a point, {@code name{key=value, ...}}; null if there is none. */
  static @Nullable String of(String point) {
    Matcher parts = POINT.matcher(point);
    if (!parts.matches()) {
      return null;
    }
    String name = parts.group(1);
    String keys = parts.group(2);
    if (name.equals("system.cpu.time")) {
      String state = value(keys, "state");
      return "node_cpu_seconds_total{cpu=\"%s\",mode=\"%s\"}"
          .formatted(
              value(keys, "cpu").substring("cpu".length()), CPU_MODES.getOrDefault(state, state));
    } else if (name.startsWith("system.disk.")) {
      String direction = value(keys, "direction");
      String series = DISK.get(direction.isEmpty() ? name : name + " " + direction);
      return series == null ? null : "%s{device=\"%s\"}".formatted(series, value(keys, "device"));
    } else if (NETWORK.containsKey(name)) {
      return "node_network_%s_%s_total{device=\"%s\"}"
          .formatted(value(keys, "direction"), NETWORK.get(name), value(keys, "device"));
    } else if (name.startsWith("system.filesystem.")) {
      return filesystem(name, keys);
    }
    return name.equals("system.memory.usage") ? MEMORY.get(value(keys, "state")) : PLAIN.get(name);
  }

  private static @Nullable String filesystem(String name, String keys) {
    if (!value(keys, "state").equals("free")) {
      return null;
    }
    String series =
        name.equals("system.filesystem.usage")
            ? "node_filesystem_avail_bytes"
            : "node_filesystem_files_free";
    return "%s{device=\"%s\",fstype=\"%s\",mountpoint=\"%s\"}"
        .formatted(series, value(keys, "device"), value(keys, "type"), value(keys, "mountpoint"));
  }

  private static String value(String keys, String key) {
    for (String pair : keys.split(", ", -1)) {
      if (pair.startsWith(key + "=")) {
        return pair.substring(key.length() + 1);
      }
    }
    return "";
  }
}

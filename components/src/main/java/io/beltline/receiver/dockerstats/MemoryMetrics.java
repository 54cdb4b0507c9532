package io.beltline.receiver.dockerstats;

import static io.beltline.components.scrape.MetricSpec.counter;
import static io.beltline.components.scrape.MetricSpec.gauge;
import static io.beltline.components.scrape.MetricSpec.level;

import io.beltline.components.scrape.MetricSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a container uses of memory. */
final class MemoryMetrics {
  private static final String V1 = " (cgroup v1)";

  static final MetricSpec FAILS =
      counter("container.memory.fails", "{fails}", "How often its limit was hit.").onRequest();
  static final MetricSpec PERCENT =
      gauge("container.memory.percent", "1", "Its usage in percent of its limit.").decimal();
  static final MetricSpec LIMIT =
      level(
          "container.memory.usage.limit", "By", "Its limit; the host's memory where none is set.");
  static final MetricSpec MAX =
      level("container.memory.usage.max", "By", "The most it has used (cgroup v1).").onRequest();
  static final MetricSpec USAGE =
      level("container.memory.usage.total", "By", "Its usage without the cache of files.");

  /** The metrics by the names of the statistics in an answer. */
  static final Map<String, MetricSpec> BY_STATISTIC = statistics();

  private MemoryMetrics() {}

  static List<MetricSpec> all() {
    List<MetricSpec> all = new ArrayList<>(BY_STATISTIC.values());
    all.addAll(List.of(FAILS, PERCENT, LIMIT, MAX, USAGE));
    return all;
  }

  private static Map<String, MetricSpec> statistics() {
    Map<String, MetricSpec> all = new TreeMap<>();
    bytes(all, "anon", "Anonymous memory (cgroup v2).");
    all.put(
        "file",
        level("container.memory.file", "By", "The cache of files, tmpfs included (cgroup v2)."));
    bytes(all, "hierarchical_memory_limit", "The limit of memory" + V1 + ".");
    bytes(all, "hierarchical_memsw_limit", "The limit of memory and swap" + V1 + ".");
    both(all, "active_anon", "", "Anonymous memory in use");
    both(all, "active_file", "", "The cache of files in use");
    both(all, "inactive_anon", "", "Anonymous memory not in use");
    both(all, "inactive_file", "", "The cache of files not in use");
    both(all, "unevictable", "", "Memory that cannot be reclaimed");
    both(all, "dirty", V1, "Memory to be written back");
    both(all, "mapped_file", V1, "Files mapped into memory");
    both(all, "rss", V1, "Memory without a file behind it");
    both(all, "rss_huge", V1, "Anonymous memory in huge pages");
    both(all, "writeback", V1, "Memory that is being written back");
    bytes(all, "cache", "The cache of files" + V1 + ".");
    all.put(
        "total_cache",
        level(
            "container.memory.total_cache",
            "By",
            "The cache of files, with the groups below" + V1 + "."));
    counts(all, "pgfault", "{faults}", "", "Page faults");
    counts(all, "pgmajfault", "{faults}", "", "Page faults that read from a disk");
    counts(all, "pgpgin", "{operations}", V1, "Pages charged to it");
    counts(all, "pgpgout", "{operations}", V1, "Pages no more charged to it");
    return all;
  }

  private static void bytes(Map<String, MetricSpec> all, String name, String description) {
    all.put(name, level("container.memory." + name, "By", description).onRequest());
  }

  private static void both(
      Map<String, MetricSpec> all, String name, String version, String description) {
    bytes(all, name, description + version + ".");
    bytes(all, "total_" + name, description + ", with the groups below" + V1 + ".");
  }

  private static void counts(
      Map<String, MetricSpec> all, String name, String unit, String version, String description) {
    all.put(
        name, counter("container.memory." + name, unit, description + version + ".").onRequest());
    all.put(
        "total_" + name,
        counter(
                "container.memory.total_" + name,
                unit,
                description + ", with the groups below" + V1 + ".")
            .onRequest());
  }
}

package io.beltline.receiver.dockerstats;

import io.beltline.model.Slice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a container uses, as an answer tells it; counts of 64 bits without sign. What it does not
 * tell is 0. One thread.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.51/">ContainerStats</a>
 */
final class ContainerStats {
  /** Processors now. */
  final Cpu cpu = new Cpu();

  /** Processors at the reading before. */
  final Cpu before = new Cpu();

  /** Memory: usage, limit and most. */
  long usage;

  long memoryLimit;
  long mostUsage;
  long fails;

  /** The statistics of memory that metrics tell of, by name. */
  final Map<String, Long> memory = new LinkedHashMap<>();

  /** Processes and threads. */
  long pids;

  long pidsLimit;

  /** The lists of block devices that metrics tell of, by name. */
  final Map<String, List<Io>> blocks = new LinkedHashMap<>();

  /** The counts of interfaces that metrics tell of, by interface and name. */
  final Map<String, Map<String, Long>> networks = new LinkedHashMap<>();

  private String readAt = "";

  private ContainerStats() {}

  /**
   * Whether the daemon has read them. Of a container that has just ended, or waits to be started
   * again, it tells zeros, read in the year 1.
   */
  boolean wereRead() {
    return !readAt.startsWith("0001-");
  }

  /** Use of processors. */
  static final class Cpu {
    long total;
    long kernel;
    long user;
    long system;
    long online;
    long periods;
    long throttledPeriods;
    long throttledNanos;
    final List<Long> cores = new ArrayList<>();
  }

  /**
   * A count of a block device.
   *
   * @param major its major number
   * @param minor its minor number
   * @param operation what is counted, in small letters
   * @param value how much
   */
  record Io(long major, long minor, String operation, long value) {}

  /**
   * Reads an answer.
   *
   * @throws Json.MalformedException if it is none
   */
  static ContainerStats read(Slice answer) {
    ContainerStats stats = new ContainerStats();
    Json.read(answer, stats::read);
    return stats;
  }

  private void read(Json json) {
    json.fields(
        field -> {
          switch (field) {
            case "read" -> readAt = json.text();
            case "cpu_stats" -> json.fields(inner -> cpu(json, inner, cpu));
            case "precpu_stats" -> json.fields(inner -> cpu(json, inner, before));
            case "memory_stats" -> json.fields(inner -> memory(json, inner));
            case "pids_stats" -> json.fields(inner -> pids(json, inner));
            case "blkio_stats" -> json.fields(inner -> blocks(json, inner));
            case "networks" -> json.fields(inner -> network(json, inner));
            default -> json.skip();
          }
        });
  }

  private static void cpu(Json json, String field, Cpu into) {
    switch (field) {
      case "system_cpu_usage" -> into.system = json.number();
      case "online_cpus" -> into.online = json.number();
      case "cpu_usage" -> json.fields(inner -> usage(json, inner, into));
      case "throttling_data" ->
          json.fields(
              inner -> {
                switch (inner) {
                  case "periods" -> into.periods = json.number();
                  case "throttled_periods" -> into.throttledPeriods = json.number();
                  case "throttled_time" -> into.throttledNanos = json.number();
                  default -> json.skip();
                }
              });
      default -> json.skip();
    }
  }

  private static void usage(Json json, String field, Cpu into) {
    switch (field) {
      case "total_usage" -> into.total = json.number();
      case "usage_in_kernelmode" -> into.kernel = json.number();
      case "usage_in_usermode" -> into.user = json.number();
      case "percpu_usage" -> json.values(() -> into.cores.add(json.number()));
      default -> json.skip();
    }
  }

  private void memory(Json json, String field) {
    switch (field) {
      case "usage" -> usage = json.number();
      case "limit" -> memoryLimit = json.number();
      case "max_usage" -> mostUsage = json.number();
      case "failcnt" -> fails = json.number();
      case "stats" -> json.fields(name -> keep(json, name, MemoryMetrics.BY_STATISTIC, memory));
      default -> json.skip();
    }
  }

  private void pids(Json json, String field) {
    switch (field) {
      case "current" -> pids = json.number();
      case "limit" -> pidsLimit = json.number();
      default -> json.skip();
    }
  }

  private void network(Json json, String name) {
    Map<String, Long> counts = new LinkedHashMap<>();
    json.fields(count -> keep(json, count, NetworkMetrics.BY_COUNT, counts));
    networks.put(name, counts);
  }

  private static void keep(Json json, String name, Map<String, ?> wanted, Map<String, Long> into) {
    if (wanted.containsKey(name)) {
      into.put(name, json.number());
    } else {
      json.skip();
    }
  }

  private void blocks(Json json, String list) {
    if (!BlockIoMetrics.BY_LIST.containsKey(list)) {
      json.skip();
      return;
    }
    List<Io> all = new ArrayList<>();
    json.values(() -> all.add(io(json)));
    blocks.put(list, all);
  }

  private static Io io(Json json) {
    long[] numbers = new long[3];
    String[] operation = {""};
    json.fields(
        field -> {
          switch (field) {
            case "major" -> numbers[0] = json.number();
            case "minor" -> numbers[1] = json.number();
            case "value" -> numbers[2] = json.number();
            case "op" -> operation[0] = json.text().toLowerCase(Locale.ROOT);
            default -> json.skip();
          }
        });
    return new Io(numbers[0], numbers[1], operation[0], numbers[2]);
  }
}

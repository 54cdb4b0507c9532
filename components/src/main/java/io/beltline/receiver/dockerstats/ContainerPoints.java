package io.beltline.receiver.dockerstats;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.beltline.components.scrape.MetricPoints;
import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.MetricSpec;
import io.beltline.components.scrape.ScrapeRun;
import io.beltline.receiver.dockerstats.ContainerStats.Cpu;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what a container uses into points. One thread. */
final class ContainerPoints {
  private static final double PERCENT = 100;
  private static final double NANOS = 1e9;

  private final MetricSheet sheet;

  ContainerPoints(MetricSheet sheet) {
    this.sheet = sheet;
  }

  /**
   * Adds all there is of a container. Sums count since it was started, where that is known. What
   * cannot be read is told as a fault.
   */
  void add(Container container, ContainerStats stats, ScrapeRun run) {
    Instant started = started(container, run);
    long since =
        started == null ? 0 : SECONDS.toNanos(started.getEpochSecond()) + started.getNano();
    sheet.begin(0, run.now());
    // the host's, and those since it was made
    sheet.of(CpuMetrics.SYSTEM).add(stats.cpu.system);
    sheet.of(DockerStatsMetrics.RESTARTS).add(container.restarts());
    sheet.since(since);
    use(stats);
    settings(container, run);
    if (since != 0) {
      sheet.of(DockerStatsMetrics.UPTIME).add((run.now() - since) / NANOS);
    }
  }

  /** When a container was started; null if it was not, or if that is not told. */
  private static @Nullable Instant started(Container container, ScrapeRun run) {
    try {
      Instant started = OffsetDateTime.parse(container.startedAt()).toInstant();
      boolean sound =
          started.isAfter(Instant.EPOCH) && started.isBefore(Instant.ofEpochSecond(0, run.now()));
      return sound ? started : null;
    } catch (DateTimeParseException wrong) {
      run.faults().add("start", "malformed", container.startedAt(), 1);
      return null;
    }
  }

  private void use(ContainerStats stats) {
    cpu(stats.cpu, stats.before);
    memory(stats);
    stats.blocks.forEach(
        (list, counts) ->
            counts.forEach(
                io ->
                    of(BlockIoMetrics.BY_LIST, list)
                        .add(
                            io.value(),
                            Long.toUnsignedString(io.major()),
                            Long.toUnsignedString(io.minor()),
                            io.operation())));
    // Docker tells all counts of an interface; what it leaves out is 0
    stats.networks.forEach(
        (name, counts) ->
            NetworkMetrics.BY_COUNT.forEach(
                (count, metric) -> sheet.of(metric).add(counts.getOrDefault(count, 0L), name)));
    // told by kernels that count them only
    if (stats.pids != 0) {
      sheet.of(DockerStatsMetrics.PIDS).add(stats.pids);
      if (stats.pidsLimit != 0) {
        sheet.of(DockerStatsMetrics.PIDS_LIMIT).add(stats.pidsLimit);
      }
    }
  }

  private MetricPoints of(Map<String, MetricSpec> metrics, String name) {
    MetricSpec metric = metrics.get(name);
    if (metric == null) {
      throw new IllegalArgumentException(name + " has no metric");
    }
    return sheet.of(metric);
  }

  private void settings(Container container, ScrapeRun run) {
    sheet.of(CpuMetrics.SHARES).add(container.shares());
    try {
      double cpus = container.limit().cpus();
      if (cpus > 0) {
        sheet.of(CpuMetrics.LIMIT).add(cpus);
      }
    } catch (NumberFormatException wrong) {
      run.faults().add("cpu limit", "malformed", container.limit().set(), 1);
    }
  }

  private void cpu(Cpu now, Cpu before) {
    sheet.of(CpuMetrics.TOTAL).add(now.total);
    sheet.of(CpuMetrics.KERNEL).add(now.kernel);
    sheet.of(CpuMetrics.USER).add(now.user);
    sheet.of(CpuMetrics.PERIODS).add(now.periods);
    sheet.of(CpuMetrics.THROTTLED).add(now.throttledPeriods);
    sheet.of(CpuMetrics.THROTTLED_TIME).add(now.throttledNanos);
    sheet.of(CpuMetrics.ONLINE).add(now.online);
    sheet.of(CpuMetrics.UTILIZATION).add(utilization(now, before));
    for (int i = 0; i < now.cores.size(); i++) {
      sheet.of(CpuMetrics.PER_CORE).add(now.cores.get(i), "cpu" + i);
    }
  }

  /** As {@code docker stats} shows it: its part of the host's time, times the number of cores. */
  static double utilization(Cpu now, Cpu before) {
    double own = unsigned(now.total) - unsigned(before.total);
    double all = unsigned(now.system) - unsigned(before.system);
    double cores = now.online == 0 ? now.cores.size() : unsigned(now.online);
    return own > 0 && all > 0 ? own / all * cores * PERCENT : 0;
  }

  private void memory(ContainerStats stats) {
    long used = withoutCache(stats);
    double limit = unsigned(stats.memoryLimit);
    sheet.of(MemoryMetrics.USAGE).add(used);
    sheet.of(MemoryMetrics.LIMIT).add(stats.memoryLimit);
    sheet.of(MemoryMetrics.PERCENT).add(limit == 0 ? 0 : unsigned(used) / limit * PERCENT);
    sheet.of(MemoryMetrics.MAX).add(stats.mostUsage);
    sheet.of(MemoryMetrics.FAILS).add(stats.fails);
    stats.memory.forEach((name, value) -> of(MemoryMetrics.BY_STATISTIC, name).add(value));
  }

  /** As {@code docker stats} shows it: without files that are not in use, by either cgroup. */
  static long withoutCache(ContainerStats stats) {
    Long first = stats.memory.get("total_inactive_file");
    if (first != null && Long.compareUnsigned(first, stats.usage) < 0) {
      return stats.usage - first;
    }
    long second = stats.memory.getOrDefault("inactive_file", 0L);
    return Long.compareUnsigned(second, stats.usage) < 0 ? stats.usage - second : stats.usage;
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : (value >>> 1) * 2.0 + (value & 1);
  }
}

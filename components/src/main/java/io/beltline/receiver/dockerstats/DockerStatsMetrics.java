package io.beltline.receiver.dockerstats;

import static io.beltline.components.scrape.MetricSpec.counter;
import static io.beltline.components.scrape.MetricSpec.gauge;
import static io.beltline.components.scrape.MetricSpec.level;

import io.beltline.components.scrape.MetricSpec;
import io.beltline.components.scrape.MetricTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The metrics of {@code docker_stats}. */
final class DockerStatsMetrics {
  static final MetricSpec PIDS =
      level("container.pids.count", "{pids}", "Its processes and threads.").onRequest();
  static final MetricSpec PIDS_LIMIT =
      level("container.pids.limit", "{pids}", "How many it may have; only where one is set.")
          .onRequest();
  static final MetricSpec RESTARTS =
      counter("container.restarts", "{restarts}", "How often Docker has restarted it.").onRequest();
  static final MetricSpec UPTIME =
      gauge("container.uptime", "s", "How long it has been running.").decimal().onRequest();

  static final MetricTable TABLE =
      new MetricTable(
          "docker_stats",
          "github.com/open-telemetry/opentelemetry-collector-contrib/receiver/dockerstatsreceiver",
          "https://opentelemetry.io/schemas/1.38.0",
          all());

  private DockerStatsMetrics() {}

  private static List<MetricSpec> all() {
    List<MetricSpec> all = new ArrayList<>(List.of(PIDS, PIDS_LIMIT, RESTARTS, UPTIME));
    all.addAll(CpuMetrics.ALL);
    all.addAll(MemoryMetrics.all());
    all.addAll(BlockIoMetrics.BY_LIST.values());
    all.addAll(NetworkMetrics.BY_COUNT.values());
    all.sort(Comparator.comparing(MetricSpec::name));
    return List.copyOf(all);
  }
}

package io.beltline.receiver.dockerstats;

import static io.beltline.components.scrape.MetricSpec.counter;
import static io.beltline.components.scrape.MetricSpec.gauge;

import io.beltline.components.scrape.MetricSpec;
import io.beltline.components.scrape.PointAttribute;
import java.util.List;

/** What a container uses of processors. */
final class CpuMetrics {
  static final MetricSpec LIMIT =
      gauge("container.cpu.limit", "{cpus}", "How many CPUs it may use; only where one is set.")
          .decimal()
          .onRequest();
  static final MetricSpec ONLINE =
      gauge("container.cpu.logical.count", "{cpus}", "How many cores it sees.").onRequest();
  static final MetricSpec SHARES =
      gauge("container.cpu.shares", "1", "Its weight against others; 0 where none is set.")
          .onRequest();
  static final MetricSpec PERIODS =
      counter("container.cpu.throttling_data.periods", "{periods}", "Periods with a quota.")
          .onRequest();
  static final MetricSpec THROTTLED =
      counter(
              "container.cpu.throttling_data.throttled_periods",
              "{periods}",
              "Periods whose quota was used up.")
          .onRequest();
  static final MetricSpec THROTTLED_TIME =
      counter("container.cpu.throttling_data.throttled_time", "ns", "How long it had to wait.")
          .onRequest();
  static final MetricSpec KERNEL =
      counter("container.cpu.usage.kernelmode", "ns", "CPU time in the kernel.");
  static final MetricSpec PER_CORE =
      counter("container.cpu.usage.percpu", "ns", "CPU time by core (cgroup v1).")
          .by(PointAttribute.text("core", "The core: cpu0."))
          .onRequest();
  static final MetricSpec SYSTEM =
      counter("container.cpu.usage.system", "ns", "CPU time of the host as a whole.").onRequest();
  static final MetricSpec TOTAL = counter("container.cpu.usage.total", "ns", "CPU time.");
  static final MetricSpec USER =
      counter("container.cpu.usage.usermode", "ns", "CPU time outside of the kernel.");
  static final MetricSpec UTILIZATION =
      gauge(
              "container.cpu.utilization",
              "1",
              "The part of a core it uses, in percent: 200 is two cores.")
          .decimal();

  static final List<MetricSpec> ALL =
      List.of(
          LIMIT,
          ONLINE,
          SHARES,
          PERIODS,
          THROTTLED,
          THROTTLED_TIME,
          KERNEL,
          PER_CORE,
          SYSTEM,
          TOTAL,
          USER,
          UTILIZATION);

  private CpuMetrics() {}
}

package io.beltline.receiver.hostmetrics;

import static io.beltline.components.scrape.MetricSpec.gauge;

import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.MetricSpec;
import io.beltline.components.scrape.MetricTable;
import io.beltline.components.scrape.ScrapeRun;
import java.util.List;

/** Load averages, from /proc/loadavg. One thread. */
final class LoadScraper extends HostScraper {
  private static final MetricSpec FIFTEEN =
      gauge("system.cpu.load_average.15m", "{thread}", "The average load of 15 minutes.").decimal();
  private static final MetricSpec ONE =
      gauge("system.cpu.load_average.1m", "{thread}", "The average load of 1 minute.").decimal();
  private static final MetricSpec FIVE =
      gauge("system.cpu.load_average.5m", "{thread}", "The average load of 5 minutes.").decimal();

  static final MetricTable TABLE = HostTables.table("load", List.of(FIFTEEN, ONE, FIVE));

  private final boolean average;
  private final CpuInfo info;

  LoadScraper(Host host, MetricSheet sheet, boolean average) {
    super("load", host, sheet);
    this.average = average;
    this.info = new CpuInfo(host.paths());
  }

  @Override
  protected void read(ScrapeRun run) {
    double divisor = average ? Math.max(1, info.logical(run.faults())) : 1;
    HostFiles.lines(
        host.paths().proc().resolve("loadavg"),
        "loadavg",
        3,
        run.faults(),
        line -> {
          Fields fields = Fields.of(line);
          double fifteen = fields.decimal(2);
          sheet.of(ONE).add(fields.decimal(0) / divisor);
          sheet.of(FIVE).add(fields.decimal(1) / divisor);
          sheet.of(FIFTEEN).add(fifteen / divisor);
        });
  }
}

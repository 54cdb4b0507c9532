package io.beltline.receiver.hostmetrics;

import static io.beltline.components.scrape.MetricSpec.gauge;

import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.MetricSpec;
import io.beltline.components.scrape.MetricTable;
import io.beltline.components.scrape.ScrapeRun;
import java.util.List;

/** The system as a whole, from /proc/uptime. One thread. */
final class SystemScraper extends HostScraper {
  private static final MetricSpec UPTIME =
      gauge("system.uptime", "s", "How long the host has been running.").decimal();

  static final MetricTable TABLE = HostTables.table("system", List.of(UPTIME));

  SystemScraper(Host host, MetricSheet sheet) {
    super("system", host, sheet);
  }

  @Override
  protected void read(ScrapeRun run) {
    HostFiles.lines(
        host.paths().proc().resolve("uptime"),
        "uptime",
        1,
        run.faults(),
        line -> sheet.of(UPTIME).add(Fields.of(line).decimal(0)));
  }
}

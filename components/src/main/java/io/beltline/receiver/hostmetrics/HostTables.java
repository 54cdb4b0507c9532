package io.beltline.receiver.hostmetrics;

import io.beltline.components.scrape.MetricSpec;
import io.beltline.components.scrape.MetricTable;
import java.util.List;

/** The metrics of all scrapers. */
final class HostTables {
  private static final String SCOPES =
      "github.com/open-telemetry/opentelemetry-collector-contrib/receiver/hostmetricsreceiver"
          + "/internal/scraper/";

  private HostTables() {}

  /** A table of the host's, by the names semantic conventions had at 1.9. */
  static MetricTable table(String name, List<MetricSpec> metrics) {
    return table(name, "1.9.0", metrics);
  }

  static MetricTable table(String name, String conventions, List<MetricSpec> metrics) {
    return new MetricTable(
        name,
        SCOPES + name + "scraper",
        "https://opentelemetry.io/schemas/" + conventions,
        metrics);
  }

  /** All tables, in the order of their names. */
  static List<MetricTable> all() {
    return List.of(
        CpuScraper.TABLE,
        DiskScraper.TABLE,
        FilesystemScraper.TABLE,
        LoadScraper.TABLE,
        MemoryScraper.TABLE,
        NetworkScraper.TABLE,
        NfsMetrics.TABLE,
        PagingScraper.TABLE,
        ProcessMetrics.TABLE,
        ProcessesScraper.TABLE,
        SystemScraper.TABLE);
  }

  /** The table of a scraper that exists. */
  static MetricTable of(String name) {
    return all().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name));
  }
}

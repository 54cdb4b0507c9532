package io.beltline.receiver.hostmetrics;

import io.beltline.api.ComponentException;
import io.beltline.api.Settings;
import io.beltline.components.scrape.MetricConfig;
import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.Scraper;
import io.beltline.receiver.hostmetrics.HostMetricsConfig.Scrapers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the scrapers a configuration asks for. */
final class HostScrapers {
  private final List<Scraper> made = new ArrayList<>();
  private final HostScraper.Host host;
  private final String version;

  private HostScrapers(HostScraper.Host host, String version) {
    this.host = host;
    this.version = version;
  }

  /**
   * Makes them.
   *
   * @param environment the values of environment variables, null for those that are not set
   * @throws ComponentException if this is no Linux, or the root is not there
   */
  static List<Scraper> of(
      HostMetricsConfig config, Settings settings, Function<String, @Nullable String> environment) {
    String system = System.getProperty("os.name", "");
    if (!system.toLowerCase(Locale.ROOT).contains("linux")) {
      throw new ComponentException(
          "host_metrics reads /proc and /sys of Linux, and this is %s (expected: Linux)"
              .formatted(system));
    }
    HostPaths paths = HostPaths.of(config.rootPath(), environment);
    if (!Files.isDirectory(paths.proc())) {
      throw new ComponentException(
          "root_path: there is no directory %s (expected: the host's /proc)"
              .formatted(paths.proc()));
    }
    HostScraper.Host host = new HostScraper.Host(paths, new BootTime(paths), Kernel.current());
    return of(config.scrapers(), host, settings.build().version());
  }

  /** Makes them for a host. */
  static List<Scraper> of(Scrapers config, HostScraper.Host host, String version) {
    HostScrapers scrapers = new HostScrapers(host, version);
    scrapers.add(config);
    return scrapers.made;
  }

  private void add(Scrapers config) {
    plain("cpu", config.cpu(), CpuScraper::new);
    if (config.disk() != null) {
      made.add(
          new DiskScraper(host, sheet("disk", config.disk().metrics()), config.disk().filter()));
    }
    if (config.filesystem() != null) {
      MetricSheet sheet = sheet("filesystem", config.filesystem().metrics());
      made.add(new FilesystemScraper(host, sheet, config.filesystem(), StatVfs.find()));
    }
    if (config.load() != null) {
      made.add(
          new LoadScraper(
              host, sheet("load", config.load().metrics()), config.load().cpuAverage()));
    }
    plain("memory", config.memory(), MemoryScraper::new);
    if (config.network() != null) {
      made.add(
          new NetworkScraper(
              host, sheet("network", config.network().metrics()), config.network().filter()));
    }
    plain("nfs", config.nfs(), NfsScraper::new);
    plain("paging", config.paging(), PagingScraper::new);
    if (config.process() != null) {
      made.add(
          new ProcessScraper(host, sheet("process", config.process().metrics()), config.process()));
    }
    plain("processes", config.processes(), ProcessesScraper::new);
    plain("system", config.system(), SystemScraper::new);
  }

  private void plain(
      String name,
      @Nullable MetricsOnlyConfig config,
      BiFunction<HostScraper.Host, MetricSheet, Scraper> make) {
    if (config != null) {
      made.add(make.apply(host, sheet(name, config.metrics())));
    }
  }

  private MetricSheet sheet(String name, Map<String, MetricConfig> metrics) {
    return new MetricSheet(HostTables.of(name), metrics, version);
  }
}

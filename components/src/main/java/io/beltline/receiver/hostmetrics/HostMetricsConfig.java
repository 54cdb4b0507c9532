package io.beltline.receiver.hostmetrics;

import io.beltline.components.scrape.ScrapeConfig;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What users write under the {@code host_metrics} receiver.
 *
 * @param scrape when to scrape
 * @param rootPath where the host's root directory is seen; empty for {@code /}
 * @param metadataCollectionInterval accepted; entity events are not sent
 * @param scrapers what to scrape
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/hostmetricsreceiver">the
 *     keys and defaults</a>
 */
public record HostMetricsConfig(
    @Squash ScrapeConfig scrape,
    @Default("")
        @Doc("Where the host's root directory is seen, such as /hostfs in a container. Empty: /.")
        String rootPath,
    @Default("5m") @Doc("Accepted for compatibility; entity events are not sent.")
        Duration metadataCollectionInterval,
    @Section @Doc("What to scrape; at least one must be written.") Scrapers scrapers)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (scrapers.all().allMatch(scraper -> scraper == null)) {
      problems.add(
          "scrapers",
          "must specify at least one scraper when using host_metrics receiver (expected: cpu,"
              + " memory, load, ...)");
    }
  }

  /**
   * The {@code scrapers} section. One that is not written is off; one written without a value is on
   * with its defaults.
   */
  public record Scrapers(
      @Section(absent = Presence.OFF) @Doc("Time of CPUs.") @Nullable MetricsOnlyConfig cpu,
      @Section(absent = Presence.OFF) @Doc("Input and output of disks.") @Nullable DiskConfig disk,
      @Section(absent = Presence.OFF) @Doc("Use of filesystems.")
          @Nullable FilesystemConfig filesystem,
      @Section(absent = Presence.OFF) @Doc("Load of CPUs.") @Nullable LoadConfig load,
      @Section(absent = Presence.OFF) @Doc("Use of memory.") @Nullable MetricsOnlyConfig memory,
      @Section(absent = Presence.OFF) @Doc("Network interfaces and TCP connections.")
          @Nullable NetworkConfig network,
      @Section(absent = Presence.OFF) @Doc("NFS as client and server.")
          @Nullable MetricsOnlyConfig nfs,
      @Section(absent = Presence.OFF) @Doc("Swap space, paging and faults.")
          @Nullable MetricsOnlyConfig paging,
      @Section(absent = Presence.OFF) @Doc("Each process.") @Nullable ProcessConfig process,
      @Section(absent = Presence.OFF) @Doc("How many processes there are.")
          @Nullable MetricsOnlyConfig processes,
      @Section(absent = Presence.OFF) @Doc("The system as a whole.")
          @Nullable MetricsOnlyConfig system)
      implements Validated {

    Stream<@Nullable Record> all() {
      return Stream.of(
          cpu, disk, filesystem, load, memory, network, nfs, paging, process, processes, system);
    }

    @Override
    public void validate(Problems problems) {
      check("cpu", cpu, problems);
      check("memory", memory, problems);
      check("nfs", nfs, problems);
      check("paging", paging, problems);
      check("processes", processes, problems);
      check("system", system, problems);
    }

    private static void check(String name, @Nullable MetricsOnlyConfig config, Problems problems) {
      if (config != null) {
        HostTables.of(name).validate(name + "::metrics", config.metrics(), problems);
      }
    }
  }
}

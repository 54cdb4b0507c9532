package io.beltline.receiver.prometheus;

import io.beltline.config.ConfigNode;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.ReadsFiles;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What users write under the {@code prometheus} receiver.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/prometheusreceiver">the
 *     keys and defaults</a>
 */
public record PrometheusReceiverConfig(
    @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Doc("What Prometheus' own configuration holds, as far as it is about scraping.")
        @Nullable PrometheusConfig config,
    @Default("") @Doc("A configuration file of Prometheus, besides config or instead of it.")
        String configFile,
    @Default("false") @Doc("Whether units and _total are taken off the names of metrics.")
        boolean trimMetricSuffixes,
    @Doc("Not supported: must not be written.") ConfigNode targetAllocator,
    @Section @Doc("A server that shows targets and configuration.") ApiServerConfig apiServer,
    @Default("false") @Doc("Whether targets are scraped a last time at the end.")
        boolean scrapeOnShutdown,
    @Default("false") @Doc("Accepted: targets are always looked for at once.")
        boolean discoveryReloadOnStartup,
    @Default("0s") @Doc("How much later the first scrapes are.") Duration initialScrapeOffset,
    @Default("false") @Doc("Gone: must stay false.") boolean useStartTimeMetric,
    @Default("") @Doc("Gone: must stay empty.") String startTimeMetricRegex,
    @Default("false") @Doc("Older: extra_scrape_metrics of global.")
        boolean reportExtraScrapeMetrics)
    implements Validated, ReadsFiles {

  @Override
  public Collection<Path> files() {
    return JobList.files(config == null ? null : config.sections(), configFile);
  }

  /** All jobs, those in files too; what is wrong with these is told by the key they come from. */
  List<JobSettings> jobs(BiConsumer<String, String> problem) {
    return JobList.of(config == null ? null : config.sections(), configFile, problem);
  }

  @Override
  public void validate(Problems problems) {
    if (!targetAllocator.isNull()) {
      problems.add(
          "target_allocator",
          "is not supported (expected: static_configs, file_sd_configs,"
              + " http_sd_configs or dns_sd_configs of config::scrape_configs)");
    }
    if (jobs(problems::add).isEmpty()
        && (config == null || config.sections().scrapeConfigFiles().isEmpty())) {
      problems.add(
          "config", "has nothing to scrape (expected: scrape_configs with at least one job)");
    }
    if (useStartTimeMetric) {
      problems.add("use_start_time_metric", gone());
    }
    if (!startTimeMetricRegex.isEmpty()) {
      problems.add("start_time_metric_regex", gone());
    }
    if (initialScrapeOffset.isNegative()) {
      problems.add("initial_scrape_offset", "is negative (expected: a duration such as 5s)");
    }
  }

  private static String gone() {
    return "has been taken out (expected: the processor metric_start_time with strategy:"
        + " start_time_metric)";
  }
}

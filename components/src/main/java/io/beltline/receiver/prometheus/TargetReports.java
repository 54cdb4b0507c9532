package io.beltline.receiver.prometheus;

import java.time.Duration;
import java.util.List;

/** The numbers that are told of a target itself. One thread. */
final class TargetReports {
  private static final String SECONDS = "seconds";

  private final JobSettings job;
  private final Target target;
  private final ScrapeReport up = new ScrapeReport("up", "", "The scraping was successful");
  private final ScrapeReport duration =
      new ScrapeReport("scrape_duration_seconds", SECONDS, "Duration of the scrape");
  private final ScrapeReport scraped =
      new ScrapeReport("scrape_samples_scraped", "", "The number of samples the target exposed");
  private final ScrapeReport kept =
      new ScrapeReport(
          "scrape_samples_post_metric_relabeling",
          "",
          "The number of samples remaining after metric relabeling was applied");
  private final ScrapeReport added =
      new ScrapeReport(
          "scrape_series_added", "", "The approximate number of new series in this scrape");
  private final List<ScrapeReport> more =
      List.of(
          new ScrapeReport("scrape_timeout_seconds", SECONDS, "The timeout of a scrape"),
          new ScrapeReport("scrape_sample_limit", "", "The most samples of a scrape"),
          new ScrapeReport("scrape_body_size_bytes", "bytes", "The size of the last exposition"));

  TargetReports(JobSettings job, Target target) {
    this.job = job;
    this.target = target;
  }

  /**
   * Adds them to the series of the target.
   *
   * @param size of the exposition, -1 if there is none
   */
  void add(TargetSeries series, ScrapeCounts counts, Duration took, long size) {
    series.report(up, counts.failed() ? 0 : 1);
    series.report(duration, took.toNanos() / 1e9);
    series.report(scraped, (double) counts.scrapedSamples());
    series.report(kept, (double) counts.keptSamples());
    series.report(added, (double) counts.addedSeries());
    if (job.tellsMore()) {
      series.report(more.get(0), target.timeout().toNanos() / 1e9);
      series.report(more.get(1), (double) job.sampleLimit());
      series.report(more.get(2), (double) size);
    }
  }
}

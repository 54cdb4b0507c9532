package io.beltline.receiver.filestats;

import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.ScrapeFactory;
import io.beltline.components.scrape.Scraper;

/** Makes {@code file_stats} receivers. */
public final class FileStatsFactory extends ScrapeFactory<FileStatsConfig> {

  /** The factory. */
  public FileStatsFactory() {
    super(FileStatsMetrics.TABLE, FileStatsConfig.class, Stability.BETA);
  }

  @Override
  protected Scraper scraper(FileStatsConfig config, MetricSheet sheet, Start start) {
    return new FileStatsScraper(config, sheet, start.host().clock().unixNanos());
  }
}

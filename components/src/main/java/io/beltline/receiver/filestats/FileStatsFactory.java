package io.beltline.receiver.filestats;

import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.ScrapeFactory;
import io.beltline.components.scrape.Scraper;

/** Makes {@code file_stats} receivers. */
public final class FileStatsFactory extends ScrapeFactory<FileStatsConfig> {
  private final int most;

  /** Of receivers that tell of 100,000 files. */
  public FileStatsFactory() {
    this(FileStatsScraper.MOST);
  }

  /** Of receivers that tell of so many files. */
  FileStatsFactory(int most) {
    super(FileStatsMetrics.TABLE, FileStatsConfig.class, Stability.BETA);
    this.most = most;
  }

  @Override
  protected Scraper scraper(FileStatsConfig config, MetricSheet sheet, Start start) {
    return new FileStatsScraper(config, sheet, start.host().clock().unixNanos(), most);
  }
}

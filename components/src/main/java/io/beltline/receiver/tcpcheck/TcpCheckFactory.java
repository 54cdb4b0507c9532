package io.beltline.receiver.tcpcheck;

import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.ScrapeFactory;
import io.beltline.components.scrape.Scraper;

/** Makes {@code tcp_check} receivers. */
public final class TcpCheckFactory extends ScrapeFactory<TcpCheckConfig> {

  /** The factory. */
  public TcpCheckFactory() {
    super(TcpCheckMetrics.TABLE, TcpCheckConfig.class, Stability.ALPHA);
  }

  @Override
  protected Scraper scraper(TcpCheckConfig config, MetricSheet sheet, Start start) {
    return new TcpCheckScraper(config.targets(), sheet, start.host().clock());
  }
}

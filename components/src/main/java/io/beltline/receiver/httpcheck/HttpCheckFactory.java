package io.beltline.receiver.httpcheck;

import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.ScrapeFactory;
import io.beltline.components.scrape.Scraper;
import io.beltline.transport.ClientSettings;

/** Makes {@code http_check} receivers. */
public final class HttpCheckFactory extends ScrapeFactory<HttpCheckConfig> {

  /** The factory. */
  public HttpCheckFactory() {
    super(HttpCheckMetrics.TABLE, HttpCheckConfig.class, Stability.ALPHA);
  }

  @Override
  protected Scraper scraper(HttpCheckConfig config, MetricSheet sheet, Start start) {
    ClientSettings client = ClientSettings.of(start.settings(), start.host());
    return new HttpCheckScraper(config.targets(), sheet, client, start.outputs().admission());
  }
}

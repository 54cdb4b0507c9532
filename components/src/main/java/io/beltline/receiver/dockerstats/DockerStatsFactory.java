package io.beltline.receiver.dockerstats;

import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.ScrapeFactory;
import io.beltline.components.scrape.Scraper;
import io.beltline.transport.ClientSettings;

/** Makes {@code docker_stats} receivers. */
public final class DockerStatsFactory extends ScrapeFactory<DockerStatsConfig> {

  /** The factory. */
  public DockerStatsFactory() {
    super(DockerStatsMetrics.TABLE, DockerStatsConfig.class, Stability.ALPHA);
  }

  @Override
  protected Scraper scraper(DockerStatsConfig config, MetricSheet sheet, Start start) {
    ClientSettings client = ClientSettings.of(start.settings(), start.host());
    return new DockerStatsScraper(config, sheet, client, start.outputs().admission());
  }
}

package io.beltline.components.scrape;

import java.util.Map;

/** What users write for every receiver that scrapes the metrics of one table. */
public interface ScrapeKeys {

  /** When to scrape. */
  ScrapeConfig scrape();

  /** Its metrics, by name. */
  Map<String, MetricConfig> metrics();
}

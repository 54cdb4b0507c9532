package io.beltline.receiver.hostmetrics;

import io.beltline.components.scrape.MetricConfig;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import java.util.Map;

/**
 * What users write under a scraper without keys of its own.
 *
 * @param metrics its metrics, by name
 */
public record MetricsOnlyConfig(
    @Default("{}") @Doc("Its metrics, by name.") Map<String, MetricConfig> metrics) {}

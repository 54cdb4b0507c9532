package io.beltline.receiver.hostmetrics;

import io.beltline.components.scrape.MetricConfig;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.util.Map;

/**
 * What users write under {@code load}.
 *
 * @param cpuAverage whether averages are divided by the number of logical CPUs
 * @param metrics its metrics, by name
 */
public record LoadConfig(
    @Default("false") @Doc("Whether averages are divided by the number of logical CPUs.")
        boolean cpuAverage,
    @Default("{}") @Doc("Its metrics, by name.") Map<String, MetricConfig> metrics)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    LoadScraper.TABLE.validate("metrics", metrics, problems);
  }
}

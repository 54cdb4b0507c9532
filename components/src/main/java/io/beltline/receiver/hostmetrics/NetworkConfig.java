package io.beltline.receiver.hostmetrics;

import io.beltline.components.scrape.MetricConfig;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.util.Map;

/**
 * What users write under {@code network}.
 *
 * @param include interfaces that are wanted
 * @param exclude interfaces that are not
 * @param metrics its metrics, by name
 */
public record NetworkConfig(
    @Doc("Interfaces that are wanted.") InterfaceFilterConfig include,
    @Doc("Interfaces that are not.") InterfaceFilterConfig exclude,
    @Default("{}") @Doc("Its metrics, by name.") Map<String, MetricConfig> metrics)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    NetworkScraper.TABLE.validate("metrics", metrics, problems);
  }

  NameFilter filter() {
    return NameFilter.of(
        include.interfaces(), include.filter(), exclude.interfaces(), exclude.filter());
  }
}

package io.beltline.receiver.hostmetrics;

import io.beltline.components.scrape.MetricConfig;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.util.Map;

/**
 * What users write under {@code disk}.
 *
 * @param include devices that are wanted
 * @param exclude devices that are not
 * @param metrics its metrics, by name
 */
public record DiskConfig(
    @Doc("Devices that are wanted.") DeviceFilterConfig include,
    @Doc("Devices that are not.") DeviceFilterConfig exclude,
    @Default("{}") @Doc("Its metrics, by name.") Map<String, MetricConfig> metrics)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    DiskScraper.TABLE.validate("metrics", metrics, problems);
  }

  NameFilter filter() {
    return NameFilter.of(include.devices(), include.filter(), exclude.devices(), exclude.filter());
  }
}

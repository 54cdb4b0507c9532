package io.beltline.components.scrape;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Duration;

/**
 * The keys of every receiver that scrapes.
 *
 * @param collectionInterval from one scrape to the next
 * @param initialDelay from the start to the first scrape
 * @param timeout how long a scrape may take; zero for as long as it wants
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector/tree/main/scraper/scraperhelper">the
 *     keys and defaults</a>
 */
public record ScrapeConfig(
    @Default("1m") @Doc("From the begin of one scrape to that of the next.")
        Duration collectionInterval,
    @Default("1s") @Doc("From the start to the first scrape; nothing or less is at once.")
        Duration initialDelay,
    @Default("0s")
        @Doc("How long a scrape may take; what is not read by then is left out. 0: no limit.")
        Duration timeout)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (!collectionInterval.isPositive()) {
      problems.add("collection_interval", "must be positive (expected: a duration such as 1m)");
    }
    if (timeout.isNegative()) {
      problems.add("timeout", "must not be negative (expected: a duration such as 10s, or 0)");
    }
  }
}

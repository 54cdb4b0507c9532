package io.beltline.receiver.httpcheck;

import io.beltline.components.scrape.MetricConfig;
import io.beltline.components.scrape.ScrapeConfig;
import io.beltline.components.scrape.ScrapeKeys;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import java.util.List;
import java.util.Map;

/**
 * What users write under the {@code http_check} receiver.
 *
 * @param scrape when to check
 * @param metrics its metrics, by name
 * @param targets what to check
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/httpcheckreceiver">the
 *     keys and defaults</a>
 */
public record HttpCheckConfig(
    @Squash ScrapeConfig scrape,
    @Default("{}") @Doc("Its metrics, by name.") Map<String, MetricConfig> metrics,
    @Default("[]") @Doc("What to check; at least one must be written.")
        List<HttpTargetConfig> targets)
    implements Validated, ScrapeKeys {

  @Override
  public void validate(Problems problems) {
    HttpCheckMetrics.TABLE.validate("metrics", metrics, problems);
    if (targets.isEmpty()) {
      problems.add("targets", "has no target (expected: a list of {endpoint: http://host:port})");
    }
  }
}

package io.beltline.exporter.elasticsearch;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Duration;

/**
 * How the nodes of a cluster are found: {@code discover}.
 *
 * @param onStart whether the cluster is asked before the first request
 * @param interval how often it is asked; zero for never
 */
public record DiscoverConfig(
    @Default("false") @Doc("Ask the cluster for its nodes before the first request.")
        boolean onStart,
    @Default("0s") @Doc("Ask again after this time; 0 never.") Duration interval)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (interval.isNegative()) {
      problems.add("interval", "must not be negative (expected: a duration such as 5m)");
    }
  }
}

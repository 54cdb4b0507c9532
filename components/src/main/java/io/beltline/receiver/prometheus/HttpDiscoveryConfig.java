package io.beltline.receiver.prometheus;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import io.beltline.transport.HostPort;

/** Targets that a server tells. */
public record HttpDiscoveryConfig(
    @Default("") @Doc("The URL that gives the targets as JSON.") String url,
    @Default("1m") @Doc("From one question to the next.") PrometheusDuration refreshInterval,
    @Squash ScrapeHttpConfig http)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (url.isEmpty()) {
      problems.add("url", "is missing (expected: a URL such as http://host:8080/targets)");
    } else if (!HostPort.isHttp(url)) {
      problems.add("url", "\"" + url + "\" is no URL (expected: http://host:port/path)");
    }
    if (!refreshInterval.value().isPositive()) {
      problems.add("refresh_interval", "must be positive (expected: a duration such as 1m)");
    }
  }
}

package io.beltline.receiver.prometheus;

import io.beltline.config.Default;
import io.beltline.config.Defaults;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Validated;
import io.beltline.transport.config.HttpServerConfig;

/**
 * The {@code api_server} section.
 *
 * @param enabled whether it is served
 * @param maxConnections accepted, without effect
 * @param serverConfig the keys of every HTTP server
 */
public record ApiServerConfig(
    @Default("false") @Doc("Whether targets and configuration are served as Prometheus does.")
        boolean enabled,
    @Default("512") @Doc("Accepted, without effect.") int maxConnections,
    @Section @Defaults({"endpoint=127.0.0.1:9090", "read_timeout=10m"}) @Doc("Where it listens.")
        HttpServerConfig serverConfig)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (enabled && serverConfig.endpoint().isBlank()) {
      problems.add(
          "server_config.endpoint", "is missing (expected: an address such as 127.0.0.1:9090)");
    }
    JobRules.notNegative(problems, "max_connections", maxConnections);
  }
}

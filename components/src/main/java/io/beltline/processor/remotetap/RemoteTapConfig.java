package io.beltline.processor.remotetap;

import io.beltline.config.Default;
import io.beltline.config.Defaults;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import io.beltline.transport.config.HttpServerConfig;

/**
 * What users write under {@code remote_tap}.
 *
 * @param server the server that clients connect to
 * @param limit how many requests are shown in a second
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/remotetapprocessor">the
 *     keys and defaults</a>
 */
public record RemoteTapConfig(
    @Squash @Defaults("endpoint=localhost:12001") @Doc("The server.") HttpServerConfig server,
    @Default("1") @Doc("How many requests are shown in a second, a number such as 0.5 or 10.")
        double limit)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (server.endpoint().isEmpty()) {
      problems.add("endpoint", "must not be empty (expected: host:port)");
    }
    if (!(limit >= 0) || Double.isInfinite(limit)) {
      problems.add("limit", "is no rate (expected: messages in a second, such as 1)");
    }
  }
}

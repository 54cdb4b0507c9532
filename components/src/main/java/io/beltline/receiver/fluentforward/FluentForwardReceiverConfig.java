package io.beltline.receiver.fluentforward;

import io.beltline.components.intake.ListenAddress;
import io.beltline.config.Doc;
import io.beltline.config.Validated;

/**
 * What users write under the {@code fluent_forward} receiver.
 *
 * @param endpoint where it listens
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/fluentforwardreceiver">the
 *     keys and defaults</a>
 */
public record FluentForwardReceiverConfig(
    @Doc("Address to listen on: host:port, :port, or unix:///path of a Unix socket.")
        String endpoint)
    implements Validated {
  private static final String SCHEME = "unix://";

  @Override
  public void validate(Problems problems) {
    if (endpoint.isEmpty()) {
      problems.add("endpoint", "is missing (expected: host:port or unix:///path)");
    } else if (!isUnix()) {
      ListenAddress.check(endpoint, "endpoint", problems);
    } else if (path().isEmpty()) {
      problems.add("endpoint", "\"" + endpoint + "\" has no path (expected: unix:///path)");
    }
  }

  /** Whether it is a Unix socket. */
  boolean isUnix() {
    return endpoint.startsWith(SCHEME) || endpoint.startsWith("/");
  }

  /** The path of the Unix socket. */
  String path() {
    return endpoint.startsWith(SCHEME) ? endpoint.substring(SCHEME.length()) : endpoint;
  }
}

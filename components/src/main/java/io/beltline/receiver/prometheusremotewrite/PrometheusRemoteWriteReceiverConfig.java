package io.beltline.receiver.prometheusremotewrite;

import io.beltline.config.Defaults;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import io.beltline.transport.config.HttpServerConfig;

/**
 * What users write under the {@code prometheus_remote_write} receiver.
 *
 * @param server the keys of every HTTP server
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/prometheusremotewritereceiver">the
 *     keys and defaults</a>
 */
public record PrometheusRemoteWriteReceiverConfig(
    @Squash @Defaults({"endpoint=localhost:9090", "max_request_body_size=10485760"})
        HttpServerConfig server)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (server.endpoint().isBlank()) {
      problems.add("endpoint", "must be specified (expected: an address such as 0.0.0.0:9090)");
    }
  }
}

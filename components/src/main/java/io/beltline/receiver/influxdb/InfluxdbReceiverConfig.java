package io.beltline.receiver.influxdb;

import io.beltline.config.Defaults;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import io.beltline.transport.config.HttpServerConfig;

/**
 * What users write under the {@code influxdb} receiver.
 *
 * @param server the HTTP server
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/influxdbreceiver">the
 *     keys and defaults</a>
 */
public record InfluxdbReceiverConfig(
    @Squash
        @Defaults({
          "endpoint=localhost:8086",
          "read_header_timeout=0s",
          "write_timeout=0s",
          "idle_timeout=0s"
        })
        HttpServerConfig server)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (server.endpoint().isEmpty()) {
      problems.add("endpoint", "is missing (expected: host:port)");
    }
  }
}

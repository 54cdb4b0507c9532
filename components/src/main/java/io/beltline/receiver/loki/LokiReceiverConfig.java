package io.beltline.receiver.loki;

import io.beltline.components.otlp.ServerPair;
import io.beltline.config.Default;
import io.beltline.config.Defaults;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.config.HttpServerConfig;
import org.jspecify.annotations.Nullable;

/**
 * What users write under the {@code loki} receiver.
 *
 * @param protocols which protocols it speaks
 * @param useIncomingTimestamp whether records have the time of their entries
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/lokireceiver">the
 *     keys and defaults</a>
 */
public record LokiReceiverConfig(
    @Section @Doc("The protocols to listen for; at least one must be written.") Protocols protocols,
    @Default("false")
        @Doc("Give records the time of their entries; false: the time at which they came.")
        boolean useIncomingTimestamp)
    implements Validated {

  /**
   * The {@code protocols} section. A protocol that is not written is off; one written without a
   * value is on with its defaults.
   *
   * @param grpc the gRPC server, or null for none
   * @param http the HTTP server, or null for none
   */
  public record Protocols(
      @Section(absent = Presence.OFF)
          @Defaults("endpoint=localhost:3600")
          @Doc("Requests over gRPC; without a value: on with the defaults.")
          @Nullable GrpcServerConfig grpc,
      @Section(absent = Presence.OFF)
          @Defaults({
            "endpoint=localhost:3500",
            "read_header_timeout=0s",
            "write_timeout=0s",
            "idle_timeout=0s"
          })
          @Doc("Requests over HTTP; without a value: on with the defaults.")
          @Nullable HttpServerConfig http) {}

  @Override
  public void validate(Problems problems) {
    ServerPair.check(problems, "Loki", protocols.grpc(), protocols.http());
  }
}

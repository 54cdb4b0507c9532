package io.beltline.receiver.skywalking;

import io.beltline.components.otlp.ServerPair;
import io.beltline.config.Defaults;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.config.HttpServerConfig;
import org.jspecify.annotations.Nullable;

/**
 * What users write under the {@code skywalking} receiver.
 *
 * @param protocols which protocols it speaks
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/skywalkingreceiver">the
 *     keys and defaults</a>
 */
public record SkywalkingReceiverConfig(
    @Section @Doc("The protocols to listen for; at least one must be written.") Protocols protocols)
    implements Validated {

  /**
   * The {@code protocols} section. A protocol that is not written is off; one written without a
   * value is on with its defaults.
   *
   * @param grpc the gRPC server that agents report to, or null for none
   * @param http the HTTP server that agents report to, or null for none
   */
  public record Protocols(
      @Section(absent = Presence.OFF)
          @Defaults("endpoint=localhost:11800")
          @Doc("Segments and figures of JVMs over gRPC; without a value: on with the defaults.")
          @Nullable GrpcServerConfig grpc,
      @Section(absent = Presence.OFF)
          @Defaults({
            "endpoint=localhost:12800",
            "read_header_timeout=0s",
            "write_timeout=0s",
            "idle_timeout=0s"
          })
          @Doc("Segments in JSON over HTTP; without a value: on with the defaults.")
          @Nullable HttpServerConfig http) {}

  @Override
  public void validate(Problems problems) {
    ServerPair.check(problems, "Skywalking", protocols.grpc(), protocols.http());
  }
}

package io.beltline.receiver.opencensus;

import io.beltline.config.Default;
import io.beltline.config.Defaults;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import io.beltline.transport.config.GrpcServerConfig;
import java.util.List;

/**
 * What users write under the {@code opencensus} receiver.
 *
 * @param server the gRPC server
 * @param corsAllowedOrigins accepted, without effect
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.110.0/receiver/opencensusreceiver">the
 *     keys and defaults</a>
 */
public record OpencensusReceiverConfig(
    @Squash @Defaults("endpoint=localhost:55678") GrpcServerConfig server,
    @Default("[]")
        @Doc("Accepted, without effect: browsers send JSON over HTTP, which is not taken.")
        List<String> corsAllowedOrigins)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (server.endpoint().isEmpty()) {
      problems.add("endpoint", "must be specified (expected: host:port such as localhost:55678)");
    }
  }
}

package io.beltline.transport.config;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Secret;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a gRPC client.
 *
 * @param endpoint host:port, optionally after http://, https:// or a resolver such as dns:///; or
 *     unix:///path
 * @param compression the coding of messages
 * @param tls TLS
 * @param keepalive probing of connections
 * @param readBufferSize accepted, without effect
 * @param writeBufferSize accepted, without effect
 * @param waitForReady whether a call waits for a connection instead of failing at once
 * @param headers metadata added to every call that does not set it
 * @param userAgent replaces the User-Agent, empty to keep it
 * @param balancerName how calls are spread over a name's addresses
 * @param authority replaces the {@code :authority} header, empty to keep it
 * @param auth who signs calls, or null
 * @param middlewares not supported: must stay empty
 */
public record GrpcClientConfig(
    @Default("") @Doc("host:port, after http://, https:// or a resolver scheme; unix:///path.")
        String endpoint,
    @Default("") @Doc("gzip, snappy, zstd, none or empty.") String compression,
    @Section @Doc("TLS.") TlsClientConfig tls,
    @Section @Doc("Probing of connections.") KeepaliveClientConfig keepalive,
    @Default("0") @Doc("Accepted, without effect.") int readBufferSize,
    @Default("0") @Doc("Accepted, without effect.") int writeBufferSize,
    @Default("false") @Doc("Wait for a connection instead of failing at once.")
        boolean waitForReady,
    @Default("{}") @Doc("Metadata for every call that does not set it.")
        Map<String, Secret> headers,
    @Default("") @Doc("Replaces the User-Agent.") String userAgent,
    @Default("round_robin") @Doc("Balancing policy: round_robin or pick_first.")
        String balancerName,
    @Default("") @Doc("Replaces the :authority header.") String authority,
    @Section(absent = Presence.OFF, nulled = Presence.OFF) @Doc("The authenticator.")
        @Nullable AuthConfig auth,
    @Default("[]") @Doc("Not supported: must stay empty.") List<MiddlewareConfig> middlewares)
    implements Validated {

  /** A client of one server, else with all defaults. */
  public static GrpcClientConfig to(
      String endpoint, TlsClientConfig tls, Map<String, Secret> headers, String compression) {
    Duration ten = Duration.ofSeconds(10);
    return new GrpcClientConfig(
        endpoint,
        compression,
        tls,
        new KeepaliveClientConfig(ten, ten, false),
        0,
        0,
        false,
        headers,
        "",
        "round_robin",
        "",
        null,
        List.of());
  }

  @Override
  public void validate(Problems problems) {
    Rules.grpcEndpoint(problems, endpoint);
    Rules.grpcCompression(problems, compression);
    Rules.noMiddlewares(problems, middlewares);
    if (!balancerName.isEmpty()
        && !balancerName.equals("round_robin")
        && !balancerName.equals("pick_first")) {
      problems.add(
          "balancer_name",
          "\"" + balancerName + "\" is no balancer (expected: round_robin or pick_first)");
    }
  }
}

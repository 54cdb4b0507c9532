package io.beltline.extension.healthcheck;

import io.beltline.config.Default;
import io.beltline.config.Defaults;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.config.HttpServerConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What users write under {@code extensions::health_check}. */
public record HealthCheckConfig(
    @Squash @Defaults("endpoint=localhost:13133") @Doc("The server.") HttpServerConfig server,
    @Doc("The path that is answered; one that ends with a slash stands for all below it.")
        @Default("/")
        String path,
    @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Doc("Texts to answer with instead of JSON.")
        @Nullable ResponseBodyConfig responseBody,
    @Section(absent = Presence.OFF, nulled = Presence.OFF) @Doc("Accepted, without effect.")
        @Nullable CheckCollectorPipelineConfig checkCollectorPipeline,
    @Key("use_v2")
        @Default("false")
        @Doc("Answer from the statuses of components, at http and grpc, instead of the above.")
        boolean useV2,
    @Section(absent = Presence.OFF) @Doc("With use_v2: the pages.") @Nullable HttpHealthConfig http,
    @Section(absent = Presence.OFF)
        @Defaults("endpoint=localhost:13132")
        @Doc("With use_v2: the gRPC health service.")
        @Nullable GrpcServerConfig grpc,
    @Section(absent = Presence.OFF) @Doc("With use_v2: which errors make unhealthy; absent: none.")
        @Nullable ComponentHealthConfig componentHealth,
    @Doc("Old: listen on this port of all interfaces. Use endpoint.") @Nullable Integer port)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (useV2 && http == null && grpc == null) {
      problems.add("use_v2", "has nowhere to answer (expected: http, grpc or both)");
    }
    if (!useV2 && (http != null || grpc != null || componentHealth != null)) {
      problems.add(
          "use_v2", "is off, and http, grpc or component_health needs it (expected: true)");
    }
    if (server.endpoint().isEmpty()) {
      problems.add("endpoint", "must not be empty (expected: host:port)");
    }
    if (!path.startsWith("/")) {
      problems.add("path", "\"" + path + "\" is no path (expected: one that begins with /)");
    }
    if (port != null && (port < 1 || port > 65535)) {
      problems.add("port", port + " is no port (expected: 1 to 65535)");
    }
  }

  /** The ids of the extensions that its servers need. */
  List<String> extensions() {
    if (!useV2) {
      return server.extensions();
    }
    List<String> ids = new ArrayList<>();
    ids.addAll(http == null ? List.of() : http.server().extensions());
    ids.addAll(grpc == null ? List.of() : grpc.extensions());
    return ids;
  }

  /** The server to start, with the old key in its place. */
  HttpServerConfig listener() {
    if (port == null) {
      return server;
    }
    return new HttpServerConfig(
        "0.0.0.0:" + port,
        server.transport(),
        server.dialer(),
        server.tls(),
        server.cors(),
        server.auth(),
        server.maxRequestBodySize(),
        server.includeMetadata(),
        server.responseHeaders(),
        server.compressionAlgorithms(),
        server.readTimeout(),
        server.readHeaderTimeout(),
        server.writeTimeout(),
        server.idleTimeout(),
        server.middlewares(),
        server.keepAlivesEnabled());
  }

  /** The pages of {@code use_v2}. */
  public record HttpHealthConfig(
      @Squash @Defaults("endpoint=localhost:13133") @Doc("The server.") HttpServerConfig server,
      @Section @Defaults({"enabled=true", "path=/status"}) @Doc("The health.") PageConfig status,
      @Section @Defaults("path=/config") @Doc("The configuration, secrets masked.")
          PageConfig config) {}

  /** A page. */
  public record PageConfig(
      @Default("false") @Doc("Whether it is there.") boolean enabled,
      @Doc("Its path.") String path) {}

  /** Which errors of components make unhealthy. */
  public record ComponentHealthConfig(
      @Default("false") @Doc("Whether errors do that only a person can mend.")
          boolean includePermanentErrors,
      @Default("false") @Doc("Whether errors do that may pass by themselves.")
          boolean includeRecoverableErrors,
      @Default("1m") @Doc("For how long such an error is borne.") Duration recoveryDuration) {}

  /** Texts to answer with. */
  public record ResponseBodyConfig(
      @Doc("The body when the collector is ready.") String healthy,
      @Doc("The body when it is not.") String unhealthy) {}

  /** A check that the OpenTelemetry Collector keeps for old configurations only, like this one. */
  public record CheckCollectorPipelineConfig(
      @Doc("Accepted, without effect.") @Default("false") boolean enabled,
      @Doc("Accepted, without effect.") @Default("5m") String interval,
      @Doc("Accepted, without effect.") @Default("5") int exporterFailureThreshold) {}
}

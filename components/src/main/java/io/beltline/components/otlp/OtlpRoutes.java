package io.beltline.components.otlp;

import io.beltline.model.Signal;

/**
 * Where the protocol takes each signal.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-proto/blob/main/docs/specification.md">the
 *     specification</a>
 */
public final class OtlpRoutes {
  /** The content type of binary requests and responses. */
  public static final String PROTOBUF = "application/x-protobuf";

  /** The content type of requests and responses in JSON. */
  public static final String JSON = "application/json";

  private OtlpRoutes() {}

  /** The gRPC method, {@code package.Service/Method}. */
  public static String grpcMethod(Signal signal) {
    String service =
        switch (signal) {
          case TRACES -> "trace.v1.TraceService";
          case METRICS -> "metrics.v1.MetricsService";
          case LOGS -> "logs.v1.LogsService";
          case PROFILES -> "profiles.v1development.ProfilesService";
        };
    return "opentelemetry.proto.collector." + service + "/Export";
  }

  /** The usual path of an HTTP URL. */
  public static String httpPath(Signal signal) {
    return switch (signal) {
      case TRACES -> "/v1/traces";
      case METRICS -> "/v1/metrics";
      case LOGS -> "/v1/logs";
      case PROFILES -> "/v1development/profiles";
    };
  }

  /**
   * The media type of a Content-Type header: lower case, without parameters; empty if there is
   * none.
   */
  public static String mediaType(String contentType) {
    if (contentType.equals(PROTOBUF) || contentType.equals(JSON)) {
      return contentType;
    }
    int end = contentType.indexOf(';');
    String type = end < 0 ? contentType : contentType.substring(0, end);
    return type.strip().toLowerCase(java.util.Locale.ROOT);
  }
}

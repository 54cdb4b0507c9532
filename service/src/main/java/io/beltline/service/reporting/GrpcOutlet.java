package io.beltline.service.reporting;

import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.service.telemetry.OtlpTargetConfig;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.HostPort;
import io.beltline.transport.config.GrpcClientConfig;
import io.beltline.transport.config.TlsClientConfig;
import io.beltline.transport.grpc.GrpcClient;
import io.beltline.transport.grpc.GrpcRequest;
import io.beltline.transport.grpc.GrpcResult;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** OTLP over gRPC. */
final class GrpcOutlet implements Outlet {
  private static final String LOGS = "opentelemetry.proto.collector.logs.v1.LogsService/Export";
  private static final String METRICS =
      "opentelemetry.proto.collector.metrics.v1.MetricsService/Export";

  private final GrpcClient client;
  private final String endpoint;
  private final String method;
  private final Duration patience;

  private GrpcOutlet(GrpcClient client, String endpoint, String method, Duration patience) {
    this.client = client;
    this.endpoint = endpoint;
    this.method = method;
    this.patience = patience;
  }

  static GrpcOutlet open(OtlpTargetConfig config, Signal signal, ClientSettings settings) {
    URI uri = config.uri();
    HostPort named = config.hostPort();
    int port = named.port() < 0 ? config.usualPort() : named.port();
    String endpoint = named.host() + ":" + port;
    boolean plain = uri.getScheme().equals("http");
    TlsClientConfig tls =
        TlsClientConfig.files(
            plain ? "" : config.certificate(),
            plain ? "" : config.clientCertificate(),
            plain ? "" : config.clientKey(),
            plain);
    GrpcClientConfig client =
        GrpcClientConfig.to(endpoint, tls, config.allHeaders(), config.compression());
    return new GrpcOutlet(
        GrpcClient.create(client, settings),
        endpoint,
        signal == Signal.LOGS ? LOGS : METRICS,
        config.patience());
  }

  @Override
  public @Nullable String send(Telemetry telemetry, Deadline deadline) {
    GrpcRequest call =
        GrpcRequest.of(method, telemetry.payload(), Context.EMPTY, deadline.within(patience));
    return switch (client.call(call)) {
      case GrpcResult.Ok ok -> null;
      case GrpcResult.Failed failed -> failed.code() + ": " + failed.message();
    };
  }

  @Override
  public String target() {
    return endpoint;
  }

  @Override
  public void close(Deadline deadline) {
    client.close(deadline);
  }
}

package io.beltline.receiver.otlp;

import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.Settings;
import io.beltline.components.otlp.OtlpRoutes;
import io.beltline.model.Signal;
import io.beltline.receiver.otlp.OtlpReceiverConfig.Http;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.grpc.GrpcHandler;
import io.beltline.transport.grpc.GrpcServer;
import io.beltline.transport.http.HttpServer;
import io.beltline.transport.http.Router;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes OTLP over gRPC and HTTP. A signal without a pipeline has no method and no path: its senders
 * hear UNIMPLEMENTED or 404.
 *
 * <p>Binary requests go on as the bytes they came in; only their items are counted.
 */
final class OtlpReceiver implements Receiver {
  private final Settings settings;
  private final OtlpReceiverConfig config;
  private final Outputs outputs;
  private @Nullable GrpcServer grpc;
  private @Nullable HttpServer http;

  OtlpReceiver(Settings settings, OtlpReceiverConfig config, Outputs outputs) {
    this.settings = settings;
    this.config = config;
    this.outputs = outputs;
  }

  @Override
  public void start(Host host) {
    ServerSettings servers = ServerSettings.of(settings, host, outputs.admission());
    GrpcServerConfig overGrpc = config.protocols().grpc();
    if (overGrpc != null) {
      grpc = GrpcServer.start(overGrpc, servers, methods());
      listens("Starting GRPC server", grpc.endpoint());
    }
    Http overHttp = config.protocols().http();
    if (overHttp != null) {
      startHttp(overHttp, servers, host);
    }
  }

  private void listens(String what, String endpoint) {
    settings.logger().atInfo().addKeyValue("endpoint", endpoint).log(what);
  }

  private void startHttp(Http overHttp, ServerSettings servers, Host host) {
    try {
      http = HttpServer.start(overHttp.server(), servers, router(overHttp));
      listens("Starting HTTP server", http.endpoint());
    } finally {
      if (http == null && grpc != null) {
        grpc.close(new Deadline(host.clock(), host.clock().nanoTime()));
      }
    }
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (grpc != null) {
      grpc.stopAccepting();
    }
    if (http != null) {
      http.stopAccepting();
      http.close(deadline);
    }
    if (grpc != null) {
      grpc.close(deadline);
    }
  }

  /** The gRPC port, -1 if there is none. */
  int grpcPort() {
    return grpc == null ? -1 : grpc.port();
  }

  /** The HTTP port, -1 if there is none. */
  int httpPort() {
    return http == null ? -1 : http.port();
  }

  private Map<String, GrpcHandler> methods() {
    Map<String, GrpcHandler> methods = new HashMap<>();
    for (Signal signal : Signal.values()) {
      outputs
          .consumer(signal)
          .map(consumer -> new Intake(settings, signal, consumer, "grpc"))
          .ifPresent(
              intake -> methods.put(OtlpRoutes.grpcMethod(signal), new OtlpGrpcHandler(intake)));
    }
    return methods;
  }

  private Router router(Http overHttp) {
    Router.Builder router = Router.builder().refusals(OtlpHttpHandler::refused);
    overHttp
        .paths()
        .forEach(
            (signal, path) ->
                outputs
                    .consumer(signal)
                    .map(consumer -> new Intake(settings, signal, consumer, "http"))
                    .ifPresentOrElse(
                        intake -> router.route("POST", path, new OtlpHttpHandler(intake)),
                        () -> router.any(path, new NoPipeline(settings.id(), signal))));
    return router.build();
  }
}

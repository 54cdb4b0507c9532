package io.beltline.receiver.otlp;

import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.Settings;
import io.beltline.components.otlp.OtlpRoutes;
import io.beltline.components.otlp.ServerPair;
import io.beltline.model.Signal;
import io.beltline.receiver.otlp.OtlpReceiverConfig.Http;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.grpc.GrpcHandler;
import io.beltline.transport.http.Router;
import java.util.HashMap;
import java.util.Map;

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
  private final ServerPair servers;

  OtlpReceiver(Settings settings, OtlpReceiverConfig config, Outputs outputs) {
    this.settings = settings;
    this.config = config;
    this.outputs = outputs;
    this.servers = new ServerPair(settings);
  }

  @Override
  public void start(Host host) {
    servers.open(host, () -> listen(ServerSettings.of(settings, host, outputs.admission())));
  }

  private void listen(ServerSettings surroundings) {
    GrpcServerConfig overGrpc = config.protocols().grpc();
    if (overGrpc != null) {
      servers.serve(overGrpc, surroundings, methods(), Map.of());
    }
    Http overHttp = config.protocols().http();
    if (overHttp != null) {
      servers.serve(overHttp.server(), surroundings, router(overHttp));
    }
  }

  @Override
  public void shutdown(Deadline deadline) {
    servers.shutdown(deadline);
  }

  /** The gRPC port, -1 if there is none. */
  int grpcPort() {
    return servers.grpcPort();
  }

  /** The HTTP port, -1 if there is none. */
  int httpPort() {
    return servers.httpPort();
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

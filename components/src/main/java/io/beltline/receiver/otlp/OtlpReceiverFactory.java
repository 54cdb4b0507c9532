package io.beltline.receiver.otlp;

import io.beltline.api.Consumer;
import io.beltline.components.otlp.OtlpRoutes;
import io.beltline.components.otlp.ServerFactory;
import io.beltline.components.otlp.ServerStart;
import io.beltline.model.Signal;
import io.beltline.receiver.otlp.OtlpReceiverConfig.Http;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.grpc.GrpcHandler;
import io.beltline.transport.http.Router;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@code otlp} receivers: of OTLP over gRPC and HTTP. A signal without a pipeline has no
 * method and no path: its senders hear UNIMPLEMENTED or 404.
 *
 * <p>Binary requests go on as the bytes they came in; only their items are counted.
 */
public final class OtlpReceiverFactory extends ServerFactory<OtlpReceiverConfig> {

  /** A factory. */
  public OtlpReceiverFactory() {
    super(
        "otlp",
        OtlpReceiverConfig.class,
        Map.of(
            Signal.TRACES, Stability.BETA,
            Signal.METRICS, Stability.BETA,
            Signal.LOGS, Stability.BETA,
            Signal.PROFILES, Stability.DEVELOPMENT));
  }

  @Override
  protected void open(OtlpReceiverConfig config, ServerStart start) {
    GrpcServerConfig overGrpc = config.protocols().grpc();
    if (overGrpc != null) {
      start.listen(overGrpc, methods(start), Map.of());
    }
    Http overHttp = config.protocols().http();
    if (overHttp != null) {
      start.listen(overHttp.server(), router(overHttp, start));
    }
  }

  private static Map<String, GrpcHandler> methods(ServerStart start) {
    Map<String, GrpcHandler> methods = new HashMap<>();
    for (Signal signal : Signal.values()) {
      Intake intake = intake(start, signal, "grpc");
      if (intake != null) {
        methods.put(OtlpRoutes.grpcMethod(signal), new OtlpGrpcHandler(intake));
      }
    }
    return methods;
  }

  private static Router router(Http overHttp, ServerStart start) {
    Router.Builder router = Router.builder().refusals(OtlpHttpHandler::refused);
    overHttp
        .paths()
        .forEach(
            (signal, path) -> {
              Intake intake = intake(start, signal, "http");
              if (intake == null) {
                router.any(path, new NoPipeline(start.settings().id(), signal));
              } else {
                router.route("POST", path, new OtlpHttpHandler(intake));
              }
            });
    return router.build();
  }

  private static @Nullable Intake intake(ServerStart start, Signal signal, String transport) {
    Consumer consumer = start.consumer(signal);
    return consumer == null ? null : new Intake(start.settings(), signal, consumer, transport);
  }
}

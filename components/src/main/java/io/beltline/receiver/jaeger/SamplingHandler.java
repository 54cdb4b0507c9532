package io.beltline.receiver.jaeger;

import io.beltline.components.credentials.WatchedFile;
import io.beltline.components.otlp.MessageParts;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.receiver.jaeger.Strategies.Strategy;
import io.beltline.transport.grpc.GrpcCall;
import io.beltline.transport.grpc.GrpcReply;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import io.beltline.transport.http.Router;
import java.util.List;

/** Tells clients what to sample, over HTTP and over gRPC. */
final class SamplingHandler implements HttpHandler {
  /** The method over gRPC. */
  static final String METHOD = "jaeger.api_v2.SamplingManager/GetSamplingStrategy";

  private static final String JSON = "application/json";

  private final WatchedFile<Strategies> strategies;

  SamplingHandler(WatchedFile<Strategies> strategies) {
    this.strategies = strategies;
  }

  /** The paths of the agent. */
  HttpHandler agent() {
    return Router.builder()
        .route("GET", "/sampling", this)
        .route("GET", "/", request -> strategy(request, true))
        .route("GET", "/baggageRestrictions", _ -> HttpResponse.of(200, JSON, Slice.utf8("[]")))
        .build();
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    return strategy(request, false);
  }

  /** The answer over gRPC. */
  GrpcReply call(GrpcCall call) {
    String service;
    try {
      service = MessageParts.lastOrEmpty(call.message(), 1).toUtf8();
    } catch (MalformedTelemetryException malformed) {
      return GrpcReply.failed(
          io.beltline.api.Status.Code.INVALID_ARGUMENT, String.valueOf(malformed.getMessage()));
    }
    return GrpcReply.of(StrategyForms.proto(strategies.value().of(service)));
  }

  /** Clients of old ask for numbers instead of names. */
  private HttpResponse strategy(HttpRequest request, boolean numbers) {
    List<String> services = request.parameter("service");
    if (services.size() != 1) {
      return HttpResponse.text(400, "'service' parameter must be provided once");
    }
    Strategy strategy = strategies.value().of(services.getFirst());
    return HttpResponse.of(200, JSON, StrategyForms.json(strategy, numbers));
  }
}

package io.beltline.receiver.skywalking;

import io.beltline.components.otlp.ServerFactory;
import io.beltline.components.otlp.ServerStart;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.components.otlp.TranslatedMethod;
import io.beltline.components.otlp.TranslatedStream;
import io.beltline.model.Signal;
import io.beltline.receiver.skywalking.SkywalkingReceiverConfig.Protocols;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.grpc.GrpcHandler;
import io.beltline.transport.grpc.GrpcStreamHandler;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.Router;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes {@code skywalking} receivers: of what SkyWalking's agents report, which goes on as OTLP.
 */
public final class SkywalkingReceiverFactory extends ServerFactory<SkywalkingReceiverConfig> {

  /** A factory. */
  public SkywalkingReceiverFactory() {
    super(
        "skywalking",
        SkywalkingReceiverConfig.class,
        Map.of(Signal.TRACES, Stability.BETA, Signal.METRICS, Stability.DEVELOPMENT));
  }

  @Override
  protected void open(SkywalkingReceiverConfig config, ServerStart start) {
    if (start.consumer(Signal.TRACES) == null && start.consumer(Signal.METRICS) == null) {
      return;
    }
    Protocols protocols = config.protocols();
    if (protocols.grpc() != null) {
      open(protocols.grpc(), start);
    }
    if (protocols.http() != null) {
      start.listen(protocols.http(), router(start));
    }
  }

  private static void open(GrpcServerConfig config, ServerStart start) {
    Map<String, GrpcHandler> methods = new HashMap<>();
    Map<String, GrpcStreamHandler> streams = new HashMap<>();
    OtherReports.add(start.settings(), methods, streams);
    TranslatedIntake traces = start.intake(Signal.TRACES, "grpc");
    if (traces != null) {
      SwMethods.add(
          streams,
          "TraceSegmentReportService/collect",
          new TranslatedStream(traces, () -> ProtoSegments::one));
      SwMethods.add(
          methods,
          "TraceSegmentReportService/collectInSync",
          new TranslatedMethod(traces, ProtoSegments::collection, false));
    }
    TranslatedIntake metrics = start.intake(Signal.METRICS, "grpc");
    if (metrics != null) {
      SwMethods.add(
          methods,
          "JVMMetricReportService/collect",
          new TranslatedMethod(metrics, JvmMetrics::collection, false));
    }
    start.listen(config, methods, streams);
  }

  private static Router router(ServerStart start) {
    Router.Builder router = Router.builder();
    TranslatedIntake traces = start.intake(Signal.TRACES, "http");
    if (traces != null) {
      HttpHandler segments = new SegmentsHandler(traces);
      router.route("POST", "/v3/segments", segments).route("POST", "/v3/segment", segments);
    }
    HttpHandler alive = _ -> SegmentsHandler.DONE;
    return router
        .route("POST", "/v3/management/reportProperties", alive)
        .route("POST", "/v3/management/keepAlive", alive)
        .build();
  }
}

package io.beltline.receiver.skywalking;

import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.Settings;
import io.beltline.components.otlp.ServerPair;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.components.otlp.TranslatedMethod;
import io.beltline.components.otlp.TranslatedStream;
import io.beltline.model.Signal;
import io.beltline.receiver.skywalking.SkywalkingReceiverConfig.Protocols;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.grpc.GrpcHandler;
import io.beltline.transport.grpc.GrpcStreamHandler;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.Router;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes what SkyWalking's agents report, and hands it on as OTLP. */
final class SkywalkingReceiver implements Receiver {
  private final Settings settings;
  private final SkywalkingReceiverConfig config;
  private final Outputs outputs;
  private final ServerPair servers;

  SkywalkingReceiver(Settings settings, SkywalkingReceiverConfig config, Outputs outputs) {
    this.settings = settings;
    this.config = config;
    this.outputs = outputs;
    this.servers = new ServerPair(settings);
  }

  @Override
  public void start(Host host) {
    Consumer traces = outputs.consumer(Signal.TRACES).orElse(null);
    Consumer metrics = outputs.consumer(Signal.METRICS).orElse(null);
    if (traces == null && metrics == null) {
      return;
    }
    servers.open(host, () -> listen(host, traces, metrics));
  }

  private void listen(Host host, @Nullable Consumer traces, @Nullable Consumer metrics) {
    Protocols protocols = config.protocols();
    ServerSettings surroundings = ServerSettings.of(settings, host, outputs.admission());
    if (protocols.grpc() != null) {
      Map<String, GrpcHandler> methods = new HashMap<>();
      Map<String, GrpcStreamHandler> streams = new HashMap<>();
      OtherReports.add(settings, methods, streams);
      if (traces != null) {
        TranslatedIntake intake = new TranslatedIntake(settings, Signal.TRACES, "grpc", traces);
        SwMethods.add(
            streams,
            "TraceSegmentReportService/collect",
            new TranslatedStream(intake, () -> ProtoSegments::one));
        SwMethods.add(
            methods,
            "TraceSegmentReportService/collectInSync",
            new TranslatedMethod(intake, ProtoSegments::collection, false));
      }
      if (metrics != null) {
        TranslatedIntake intake = new TranslatedIntake(settings, Signal.METRICS, "grpc", metrics);
        SwMethods.add(
            methods,
            "JVMMetricReportService/collect",
            new TranslatedMethod(intake, JvmMetrics::collection, false));
      }
      servers.serve(protocols.grpc(), surroundings, methods, streams);
    }
    if (protocols.http() != null) {
      Router.Builder router = Router.builder();
      if (traces != null) {
        HttpHandler segments =
            new SegmentsHandler(new TranslatedIntake(settings, Signal.TRACES, "http", traces));
        router.route("POST", "/v3/segments", segments).route("POST", "/v3/segment", segments);
      }
      HttpHandler alive = _ -> SegmentsHandler.DONE;
      router
          .route("POST", "/v3/management/reportProperties", alive)
          .route("POST", "/v3/management/keepAlive", alive);
      servers.serve(protocols.http(), surroundings, router.build());
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
}

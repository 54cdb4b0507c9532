package io.beltline.receiver.skywalking;

import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.Settings;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.components.otlp.TranslatedMethod;
import io.beltline.components.otlp.TranslatedStream;
import io.beltline.model.Signal;
import io.beltline.receiver.skywalking.SkywalkingReceiverConfig.Protocols;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.grpc.GrpcHandler;
import io.beltline.transport.grpc.GrpcServer;
import io.beltline.transport.grpc.GrpcStreamHandler;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.HttpServer;
import io.beltline.transport.http.Router;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes what SkyWalking's agents report, and hands it on as OTLP. */
final class SkywalkingReceiver implements Receiver {
  private final Settings settings;
  private final SkywalkingReceiverConfig config;
  private final Outputs outputs;
  private @Nullable GrpcServer grpc;
  private @Nullable HttpServer http;

  SkywalkingReceiver(Settings settings, SkywalkingReceiverConfig config, Outputs outputs) {
    this.settings = settings;
    this.config = config;
    this.outputs = outputs;
  }

  @Override
  public void start(Host host) {
    Consumer traces = outputs.consumer(Signal.TRACES).orElse(null);
    Consumer metrics = outputs.consumer(Signal.METRICS).orElse(null);
    if (traces == null && metrics == null) {
      return;
    }
    boolean started = false;
    try {
      listen(host, traces, metrics);
      started = true;
    } finally {
      if (!started) {
        shutdown(new Deadline(host.clock(), host.clock().nanoTime()));
      }
    }
  }

  private void listen(Host host, @Nullable Consumer traces, @Nullable Consumer metrics) {
    Protocols protocols = config.protocols();
    ServerSettings servers = ServerSettings.of(settings, host, outputs.admission());
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
      grpc = GrpcServer.start(protocols.grpc(), servers, methods, streams);
      listens("Starting gRPC server for SkyWalking", grpc.endpoint());
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
      http = HttpServer.start(protocols.http(), servers, router.build());
      listens("Starting HTTP server for SkyWalking", http.endpoint());
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

  /** The ports by protocol, as the configuration names them; for what does not listen none. */
  Map<String, Integer> ports() {
    Map<String, Integer> ports = new HashMap<>();
    if (grpc != null) {
      ports.put("grpc", grpc.port());
    }
    if (http != null) {
      ports.put("http", http.port());
    }
    return ports;
  }

  private void listens(String what, String endpoint) {
    settings.logger().atInfo().addKeyValue("endpoint", endpoint).log(what);
  }
}

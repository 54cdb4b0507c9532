package io.beltline.receiver.opencensus;

import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Meter;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.Settings;
import io.beltline.components.intake.ReceivedLines;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.components.otlp.TranslatedStream;
import io.beltline.model.Signal;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.grpc.GrpcServer;
import io.beltline.transport.grpc.GrpcStreamHandler;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes what libraries and agents of OpenCensus stream, and hands it on as OTLP. */
final class OpencensusReceiver implements Receiver {
  /** The method that takes spans. */
  static final String TRACES = "opencensus.proto.agent.trace.v1.TraceService/Export";

  /** The method that takes metrics. */
  static final String METRICS = "opencensus.proto.agent.metrics.v1.MetricsService/Export";

  private final Settings settings;
  private final OpencensusReceiverConfig config;
  private final Outputs outputs;
  private @Nullable GrpcServer server;

  OpencensusReceiver(Settings settings, OpencensusReceiverConfig config, Outputs outputs) {
    this.settings = settings;
    this.config = config;
    this.outputs = outputs;
  }

  @Override
  public void start(Host host) {
    Map<String, GrpcStreamHandler> streams = new HashMap<>();
    Consumer traces = outputs.consumer(Signal.TRACES).orElse(null);
    if (traces != null) {
      streams.put(TRACES, new TranslatedStream(intake(Signal.TRACES, traces), TraceMessages::new));
    }
    Consumer metrics = outputs.consumer(Signal.METRICS).orElse(null);
    if (metrics != null) {
      Meter.Counter unsupported = ReceivedLines.dropped(settings, "not_supported");
      streams.put(
          METRICS,
          new TranslatedStream(
              intake(Signal.METRICS, metrics), () -> new MetricMessages(unsupported)));
    }
    if (streams.isEmpty()) {
      return;
    }
    if (!config.corsAllowedOrigins().isEmpty()) {
      settings
          .logger()
          .warn("cors_allowed_origins has no effect: JSON over HTTP is not taken, only gRPC");
    }
    server =
        GrpcServer.start(
            config.server(),
            ServerSettings.of(settings, host, outputs.admission()),
            Map.of(),
            streams);
    settings
        .logger()
        .atInfo()
        .addKeyValue("endpoint", server.endpoint())
        .log("Starting gRPC server for OpenCensus");
  }

  private TranslatedIntake intake(Signal signal, Consumer consumer) {
    return new TranslatedIntake(settings, signal, "grpc", consumer);
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (server != null) {
      server.stopAccepting();
      server.close(deadline);
    }
  }

  /** The port it listens on; 0 if it does not. */
  int port() {
    return server == null ? 0 : server.port();
  }
}

package io.beltline.receiver.opencensus;

import io.beltline.api.Meter;
import io.beltline.components.intake.ReceivedLines;
import io.beltline.components.otlp.ServerFactory;
import io.beltline.components.otlp.ServerStart;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.components.otlp.TranslatedStream;
import io.beltline.model.Signal;
import io.beltline.transport.grpc.GrpcStreamHandler;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes {@code opencensus} receivers: of what libraries and agents of OpenCensus stream, which goes
 * on as OTLP.
 */
public final class OpencensusReceiverFactory extends ServerFactory<OpencensusReceiverConfig> {
  /** The method that takes spans. */
  static final String TRACES = "opencensus.proto.agent.trace.v1.TraceService/Export";

  /** The method that takes metrics. */
  static final String METRICS = "opencensus.proto.agent.metrics.v1.MetricsService/Export";

  /** A factory. */
  public OpencensusReceiverFactory() {
    super(
        "opencensus",
        OpencensusReceiverConfig.class,
        Map.of(Signal.TRACES, Stability.BETA, Signal.METRICS, Stability.BETA));
  }

  @Override
  protected void open(OpencensusReceiverConfig config, ServerStart start) {
    Map<String, GrpcStreamHandler> streams = new HashMap<>();
    TranslatedIntake traces = start.intake(Signal.TRACES, "grpc");
    if (traces != null) {
      streams.put(TRACES, new TranslatedStream(traces, TraceMessages::new));
    }
    TranslatedIntake metrics = start.intake(Signal.METRICS, "grpc");
    if (metrics != null) {
      Meter.Counter unsupported = ReceivedLines.dropped(start.settings(), "not_supported");
      streams.put(METRICS, new TranslatedStream(metrics, () -> new MetricMessages(unsupported)));
    }
    if (streams.isEmpty()) {
      return;
    }
    if (!config.corsAllowedOrigins().isEmpty()) {
      start
          .settings()
          .logger()
          .warn("cors_allowed_origins has no effect: JSON over HTTP is not taken, only gRPC");
    }
    start.listen(config.server(), Map.of(), streams);
  }
}

package io.beltline.receiver.splunkhec;

import io.beltline.components.otlp.ServerFactory;
import io.beltline.components.otlp.ServerStart;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.model.Signal;
import io.beltline.transport.http.Router;
import java.util.Map;

/** Makes {@code splunk_hec} receivers: of events for Splunk's HTTP Event Collector. */
public final class SplunkHecReceiverFactory extends ServerFactory<SplunkHecReceiverConfig> {

  /** A factory. */
  public SplunkHecReceiverFactory() {
    super(
        "splunk_hec",
        SplunkHecReceiverConfig.class,
        Map.of(Signal.LOGS, Stability.ALPHA, Signal.METRICS, Stability.ALPHA));
  }

  @Override
  protected void open(SplunkHecReceiverConfig config, ServerStart start) {
    TranslatedIntake logs = start.intake(Signal.LOGS, "http");
    TranslatedIntake metrics = start.intake(Signal.METRICS, "http");
    if (logs == null && metrics == null) {
      return;
    }
    Metadata metadata = new Metadata(config);
    Router.Builder routes =
        Router.builder()
            .refusals((request, status, message) -> HecAnswers.refused(status, message))
            .unrouted((request, status, message) -> HecAnswers.refused(status, message))
            .route("GET", config.healthPath(), request -> HecAnswers.HEALTHY)
            .route("GET", config.healthPath() + "/1.0", request -> HecAnswers.HEALTHY)
            .any(config.ack().path(), request -> HecAnswers.ACK_DISABLED)
            .prefix(
                "POST",
                "/",
                new EventHandler(
                    start.settings(),
                    metadata,
                    logs,
                    metrics,
                    start.outputs().admission(),
                    start.clock()));
    if (logs != null) {
      routes.route(
          "POST",
          config.rawPath(),
          new RawHandler(metadata, config.splitting(), logs, start.clock()));
    }
    start.listen(config.server(), routes.build());
  }
}

package io.beltline.receiver.splunkhec;

import io.beltline.api.Consumer;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.components.otlp.HttpPushReceiver;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.model.Signal;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.Router;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes {@code splunk_hec} receivers: of events for Splunk's HTTP Event Collector. */
public final class SplunkHecReceiverFactory implements ReceiverFactory<SplunkHecReceiverConfig> {

  @Override
  public String type() {
    return "splunk_hec";
  }

  @Override
  public List<String> aliases() {
    return List.of("splunkhec");
  }

  @Override
  public Class<SplunkHecReceiverConfig> configType() {
    return SplunkHecReceiverConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.LOGS, Stability.ALPHA, Signal.METRICS, Stability.ALPHA);
  }

  @Override
  public Receiver create(Settings settings, SplunkHecReceiverConfig config, Outputs outputs) {
    return new HttpPushReceiver(
        settings, config.server(), outputs, host -> handler(settings, config, outputs, host));
  }

  private static @Nullable HttpHandler handler(
      Settings settings, SplunkHecReceiverConfig config, Outputs outputs, Host host) {
    TranslatedIntake logs = intake(settings, Signal.LOGS, outputs);
    TranslatedIntake metrics = intake(settings, Signal.METRICS, outputs);
    if (logs == null && metrics == null) {
      return null;
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
                    settings, metadata, logs, metrics, outputs.admission(), host.clock()));
    if (logs != null) {
      routes.route(
          "POST",
          config.rawPath(),
          new RawHandler(metadata, config.splitting(), logs, host.clock()));
    }
    return routes.build();
  }

  private static @Nullable TranslatedIntake intake(
      Settings settings, Signal signal, Outputs outputs) {
    Consumer consumer = outputs.consumer(signal).orElse(null);
    return consumer == null ? null : new TranslatedIntake(settings, signal, "http", consumer);
  }
}

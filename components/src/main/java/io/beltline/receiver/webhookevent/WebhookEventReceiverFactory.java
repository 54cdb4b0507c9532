package io.beltline.receiver.webhookevent;

import io.beltline.api.Consumer;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.components.otlp.HttpPushReceiver;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.HttpResponse;
import io.beltline.transport.http.Router;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes {@code webhook_event} receivers: of events that webhooks send. */
public final class WebhookEventReceiverFactory
    implements ReceiverFactory<WebhookEventReceiverConfig> {
  private static final HttpResponse HEALTHY =
      HttpResponse.of(
          200, "application/json", Slice.utf8("{\"text\": \"Webhookevent receiver is healthy\"}"));

  @Override
  public String type() {
    return "webhook_event";
  }

  @Override
  public List<String> aliases() {
    return List.of("webhookevent");
  }

  @Override
  public Class<WebhookEventReceiverConfig> configType() {
    return WebhookEventReceiverConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.LOGS, Stability.ALPHA);
  }

  @Override
  public Receiver create(Settings settings, WebhookEventReceiverConfig config, Outputs outputs) {
    return new HttpPushReceiver(
        settings, config.http(), outputs, host -> handler(settings, config, outputs, host));
  }

  private static @Nullable HttpHandler handler(
      Settings settings, WebhookEventReceiverConfig config, Outputs outputs, Host host) {
    Consumer consumer = outputs.consumer(Signal.LOGS).orElse(null);
    if (consumer == null) {
      return null;
    }
    TranslatedIntake intake = new TranslatedIntake(settings, Signal.LOGS, "http", consumer);
    EventHandler events = new EventHandler(settings, config, intake, host.clock());
    return Router.builder()
        .route("POST", config.events(), events)
        .route("GET", config.health(), request -> HEALTHY)
        .refusals((request, status, message) -> EventHandler.failed(status, message))
        .unrouted((request, status, message) -> EventHandler.failed(status, message))
        .build();
  }
}

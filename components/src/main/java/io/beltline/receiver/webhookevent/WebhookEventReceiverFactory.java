package io.beltline.receiver.webhookevent;

import io.beltline.components.otlp.ServerFactory;
import io.beltline.components.otlp.ServerStart;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.transport.http.HttpResponse;
import io.beltline.transport.http.Router;
import java.util.Map;

/** Makes {@code webhook_event} receivers: of events that webhooks send. */
public final class WebhookEventReceiverFactory extends ServerFactory<WebhookEventReceiverConfig> {
  private static final HttpResponse HEALTHY =
      HttpResponse.of(
          200, "application/json", Slice.utf8("{\"text\": \"Webhookevent receiver is healthy\"}"));

  /** A factory. */
  public WebhookEventReceiverFactory() {
    super("webhook_event", WebhookEventReceiverConfig.class, Map.of(Signal.LOGS, Stability.ALPHA));
  }

  @Override
  protected void open(WebhookEventReceiverConfig config, ServerStart start) {
    TranslatedIntake intake = start.intake(Signal.LOGS, "http");
    if (intake == null) {
      return;
    }
    EventHandler events = new EventHandler(start.settings(), config, intake, start.clock());
    start.listen(
        config.http(),
        Router.builder()
            .route("POST", config.events(), events)
            .route("GET", config.health(), request -> HEALTHY)
            .refusals((request, status, message) -> EventHandler.failed(status, message))
            .unrouted((request, status, message) -> EventHandler.failed(status, message))
            .build());
  }
}

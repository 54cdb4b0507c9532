package io.beltline.receiver.loki;

import io.beltline.api.Consumer;
import io.beltline.components.loki.PushFields;
import io.beltline.components.otlp.ServerFactory;
import io.beltline.components.otlp.ServerStart;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.components.otlp.TranslatedMethod;
import io.beltline.model.Signal;
import io.beltline.receiver.loki.LokiReceiverConfig.Protocols;
import io.beltline.transport.http.Router;
import java.util.Map;

/**
 * Makes {@code loki} receivers: of what Promtail, Alloy and other clients of Loki push, which goes
 * on as OTLP.
 */
public final class LokiReceiverFactory extends ServerFactory<LokiReceiverConfig> {

  /** A factory. */
  public LokiReceiverFactory() {
    super("loki", LokiReceiverConfig.class, Map.of(Signal.LOGS, Stability.ALPHA));
  }

  @Override
  protected void open(LokiReceiverConfig config, ServerStart start) {
    Consumer consumer = start.consumer(Signal.LOGS);
    if (consumer == null) {
      return;
    }
    Protocols protocols = config.protocols();
    RequestForms forms = new RequestForms(config.useIncomingTimestamp(), start.clock());
    if (protocols.grpc() != null) {
      TranslatedMethod method =
          new TranslatedMethod(intake(start, "grpc", consumer), forms::protobuf, true);
      start.listen(protocols.grpc(), Map.of(PushFields.METHOD, method), Map.of());
    }
    if (protocols.http() != null) {
      PushHandler handler =
          new PushHandler(
              intake(start, "http", consumer), forms, protocols.http().maxRequestBodySize());
      start.listen(
          protocols.http(),
          Router.builder()
              .route("POST", PushFields.PATH, handler)
              .route("POST", PushFields.OLDER_PATH, handler)
              .build());
    }
  }

  private static TranslatedIntake intake(ServerStart start, String transport, Consumer consumer) {
    return new TranslatedIntake(start.settings(), Signal.LOGS, transport, consumer);
  }
}

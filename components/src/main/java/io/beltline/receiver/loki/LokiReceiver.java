package io.beltline.receiver.loki;

import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.Settings;
import io.beltline.components.loki.PushFields;
import io.beltline.components.otlp.ServerPair;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.components.otlp.TranslatedMethod;
import io.beltline.model.Signal;
import io.beltline.receiver.loki.LokiReceiverConfig.Protocols;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.http.Router;
import java.util.Map;

/** Takes what Promtail, Alloy and other clients of Loki push, and hands it on as OTLP. */
final class LokiReceiver implements Receiver {
  private final Settings settings;
  private final LokiReceiverConfig config;
  private final Outputs outputs;
  private final ServerPair servers;

  LokiReceiver(Settings settings, LokiReceiverConfig config, Outputs outputs) {
    this.settings = settings;
    this.config = config;
    this.outputs = outputs;
    this.servers = new ServerPair(settings);
  }

  @Override
  public void start(Host host) {
    Consumer consumer = outputs.consumer(Signal.LOGS).orElse(null);
    if (consumer == null) {
      return;
    }
    servers.open(host, () -> start(host, consumer));
  }

  private void start(Host host, Consumer consumer) {
    Protocols protocols = config.protocols();
    ServerSettings surroundings = ServerSettings.of(settings, host, outputs.admission());
    RequestForms forms = new RequestForms(config.useIncomingTimestamp(), host.clock());
    if (protocols.grpc() != null) {
      TranslatedMethod method =
          new TranslatedMethod(
              new TranslatedIntake(settings, Signal.LOGS, "grpc", consumer), forms::protobuf, true);
      servers.serve(protocols.grpc(), surroundings, Map.of(PushFields.METHOD, method), Map.of());
    }
    if (protocols.http() != null) {
      PushHandler handler =
          new PushHandler(
              new TranslatedIntake(settings, Signal.LOGS, "http", consumer),
              forms,
              protocols.http().maxRequestBodySize());
      Router router =
          Router.builder()
              .route("POST", PushFields.PATH, handler)
              .route("POST", PushFields.OLDER_PATH, handler)
              .build();
      servers.serve(protocols.http(), surroundings, router);
    }
  }

  /** The gRPC port, -1 if there is none. */
  int grpcPort() {
    return servers.grpcPort();
  }

  /** The HTTP port, -1 if there is none. */
  int httpPort() {
    return servers.httpPort();
  }

  @Override
  public void shutdown(Deadline deadline) {
    servers.shutdown(deadline);
  }
}

package io.beltline.receiver.loki;

import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.Settings;
import io.beltline.components.loki.PushFields;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.components.otlp.TranslatedMethod;
import io.beltline.model.Signal;
import io.beltline.receiver.loki.LokiReceiverConfig.Protocols;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.grpc.GrpcServer;
import io.beltline.transport.http.HttpServer;
import io.beltline.transport.http.Router;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes what Promtail, Alloy and other clients of Loki push, and hands it on as OTLP. */
final class LokiReceiver implements Receiver {
  private final Settings settings;
  private final LokiReceiverConfig config;
  private final Outputs outputs;
  private @Nullable GrpcServer grpc;
  private @Nullable HttpServer http;

  LokiReceiver(Settings settings, LokiReceiverConfig config, Outputs outputs) {
    this.settings = settings;
    this.config = config;
    this.outputs = outputs;
  }

  @Override
  public void start(Host host) {
    Consumer consumer = outputs.consumer(Signal.LOGS).orElse(null);
    if (consumer == null) {
      return;
    }
    boolean started = false;
    try {
      start(host, consumer);
      started = true;
    } finally {
      if (!started) {
        shutdown(new Deadline(host.clock(), host.clock().nanoTime()));
      }
    }
  }

  private void start(Host host, Consumer consumer) {
    Protocols protocols = config.protocols();
    ServerSettings servers = ServerSettings.of(settings, host, outputs.admission());
    RequestForms forms = new RequestForms(config.useIncomingTimestamp(), host.clock());
    if (protocols.grpc() != null) {
      TranslatedMethod method =
          new TranslatedMethod(
              new TranslatedIntake(settings, Signal.LOGS, "grpc", consumer), forms::protobuf, true);
      grpc = GrpcServer.start(protocols.grpc(), servers, Map.of(PushFields.METHOD, method));
      listens("Starting GRPC server", grpc.endpoint());
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
      http = HttpServer.start(protocols.http(), servers, router);
      listens("Starting HTTP server", http.endpoint());
    }
  }

  private void listens(String what, String endpoint) {
    settings.logger().atInfo().addKeyValue("endpoint", endpoint).log(what);
  }

  /** The gRPC port, -1 if there is none. */
  int grpcPort() {
    return grpc == null ? -1 : grpc.port();
  }

  /** The HTTP port, -1 if there is none. */
  int httpPort() {
    return http == null ? -1 : http.port();
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
}

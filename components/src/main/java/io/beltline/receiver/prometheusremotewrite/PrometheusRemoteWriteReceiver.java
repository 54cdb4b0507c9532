package io.beltline.receiver.prometheusremotewrite;

import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.http.HttpServer;
import io.beltline.transport.http.Router;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes Remote Write at {@code /api/v1/write}. */
final class PrometheusRemoteWriteReceiver implements Receiver {
  private static final String PATH = "/api/v1/write";

  private final Settings settings;
  private final PrometheusRemoteWriteReceiverConfig config;
  private final Outputs outputs;
  private @Nullable HttpServer server;

  PrometheusRemoteWriteReceiver(
      Settings settings, PrometheusRemoteWriteReceiverConfig config, Outputs outputs) {
    this.settings = settings;
    this.config = config;
    this.outputs = outputs;
  }

  @Override
  public void start(Host host) {
    Router.Builder router = Router.builder();
    Optional<Consumer> consumer = outputs.consumer(Signal.METRICS);
    consumer.ifPresent(next -> router.route("POST", PATH, new WriteHandler(settings, next)));
    server =
        HttpServer.start(
            config.server(),
            ServerSettings.of(settings, host, outputs.admission()),
            router.build());
    settings
        .logger()
        .atInfo()
        .addKeyValue("endpoint", server.endpoint())
        .log("Starting HTTP server");
  }

  /** The port it listens on, -1 before it does. */
  int port() {
    HttpServer running = server;
    return running == null ? -1 : running.port();
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (server != null) {
      server.stopAccepting();
      server.close(deadline);
    }
  }
}

package io.beltline.components.otlp;

import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.Settings;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.config.HttpServerConfig;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.HttpServer;
import org.jspecify.annotations.Nullable;

/** A receiver that is one HTTP server: what it answers is a handler's matter. */
public final class HttpPushReceiver implements Receiver {
  private final Settings settings;
  private final HttpServerConfig config;
  private final Outputs outputs;
  private final Handlers handlers;
  private @Nullable HttpServer server;

  /** Makes what answers requests. */
  @FunctionalInterface
  public interface Handlers {
    /** The handler, or null if no pipeline takes anything: then nobody listens. */
    @Nullable HttpHandler handler(Host host);
  }

  /** A receiver that does not listen yet. */
  public HttpPushReceiver(
      Settings settings, HttpServerConfig config, Outputs outputs, Handlers handlers) {
    this.settings = settings;
    this.config = config;
    this.outputs = outputs;
    this.handlers = handlers;
  }

  @Override
  public void start(Host host) {
    HttpHandler handler = handlers.handler(host);
    if (handler == null) {
      return;
    }
    HttpServer listening =
        HttpServer.start(config, ServerSettings.of(settings, host, outputs.admission()), handler);
    server = listening;
    settings
        .logger()
        .atInfo()
        .addKeyValue("endpoint", listening.endpoint())
        .log("Starting HTTP server");
  }

  /** The port number; -1 if it does not listen. */
  public int port() {
    return server == null ? -1 : server.port();
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (server != null) {
      server.stopAccepting();
      server.close(deadline);
    }
  }
}

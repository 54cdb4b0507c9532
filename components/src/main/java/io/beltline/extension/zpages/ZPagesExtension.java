package io.beltline.extension.zpages;

import io.beltline.api.Deadline;
import io.beltline.api.Extension;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.http.HttpServer;
import org.jspecify.annotations.Nullable;

/** Serves pages about the running collector. */
final class ZPagesExtension implements Extension {
  private final Settings settings;
  private final ZPagesConfig config;
  private @Nullable HttpServer server;

  ZPagesExtension(Settings settings, ZPagesConfig config) {
    this.settings = settings;
    this.config = config;
  }

  @Override
  public void start(Host host) {
    Pages pages = new Pages(host.service(), host.clock(), config.expvar().enabled());
    server = HttpServer.start(config.server(), ServerSettings.of(settings, host), pages.router());
    settings.logger().info("serving pages on {}/debug/servicez", server.endpoint());
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (server != null) {
      server.close(deadline);
    }
  }
}

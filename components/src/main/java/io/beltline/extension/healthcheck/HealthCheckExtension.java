package io.beltline.extension.healthcheck;

import io.beltline.api.Deadline;
import io.beltline.api.Extension;
import io.beltline.api.Host;
import io.beltline.api.ServiceListener;
import io.beltline.api.Settings;
import io.beltline.extension.healthcheck.HealthCheckConfig.HttpHealthConfig;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.grpc.GrpcServer;
import io.beltline.transport.http.HttpServer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Serves the health of the collector over HTTP. */
final class HealthCheckExtension implements Extension, ServiceListener {
  private final Settings settings;
  private final HealthCheckConfig config;
  private @Nullable HttpServer server;
  private @Nullable GrpcServer grpc;
  private volatile @Nullable Health health;

  HealthCheckExtension(Settings settings, HealthCheckConfig config) {
    this.settings = settings;
    this.config = config;
  }

  @Override
  public void start(Host host) {
    if (config.useV2()) {
      startPages(host);
      return;
    }
    if (config.port() != null) {
      settings.logger().warn("port is an old key: write endpoint: 0.0.0.0:{}", config.port());
    }
    if (config.checkCollectorPipeline() != null && config.checkCollectorPipeline().enabled()) {
      settings.logger().warn("check_collector_pipeline has no effect");
    }
    Health handler = new Health(config, host.clock());
    health = handler;
    server = HttpServer.start(config.listener(), ServerSettings.of(settings, host), handler);
    settings.logger().info("serving health on {}{}", server.endpoint(), config.path());
  }

  private void startPages(Host host) {
    ServerSettings servers = ServerSettings.of(settings, host);
    ServiceHealth known = new ServiceHealth(host.service(), host.clock(), config.componentHealth());
    HttpHealthConfig http = config.http();
    if (http != null) {
      HealthPages pages = new HealthPages(known, host.service());
      server = HttpServer.start(http.server(), servers, pages.router(http));
      settings.logger().info("serving health on {}{}", server.endpoint(), http.status().path());
    }
    GrpcServerConfig overGrpc = config.grpc();
    if (overGrpc != null) {
      try {
        grpc = GrpcServer.start(overGrpc, servers, Map.of(GrpcHealth.CHECK, new GrpcHealth(known)));
        settings.logger().info("serving the gRPC health service on {}", grpc.endpoint());
      } finally {
        if (grpc == null && server != null) {
          server.close(new Deadline(host.clock(), host.clock().nanoTime()));
        }
      }
    }
  }

  @Override
  public void ready() {
    Health now = health;
    if (now != null) {
      now.ready();
    }
  }

  @Override
  public void notReady() {
    Health now = health;
    if (now != null) {
      now.notReady();
    }
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (server != null) {
      server.close(deadline);
    }
    if (grpc != null) {
      grpc.close(deadline);
    }
  }
}

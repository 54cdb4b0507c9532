package io.beltline.service;

import io.beltline.api.Clock;
import io.beltline.api.ComponentException;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.model.Slice;
import io.beltline.service.metrics.Exposition;
import io.beltline.service.metrics.MetricRegistry;
import io.beltline.service.metrics.PrometheusText;
import io.beltline.service.telemetry.MetricsConfig.PrometheusConfig;
import io.beltline.transport.Admission;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.config.HttpServerConfig;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import io.beltline.transport.http.HttpServer;
import io.beltline.transport.http.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;

/** The pages from which the collector's own metrics are read. Used by one thread at a time. */
final class MetricsPages {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final MetricRegistry registry;
  private final Host host;
  private final Logger logger;
  private final List<HttpServer> servers = new ArrayList<>();
  private List<PrometheusConfig> open = List.of();
  private Map<String, String> resource = Map.of();

  MetricsPages(MetricRegistry registry, Host host, Logger logger) {
    this.registry = registry;
    this.host = host;
    this.logger = logger;
  }

  /**
   * Opens the pages, and closes others; what did not change stays open.
   *
   * @throws ComponentException if a port cannot be opened; then none is open
   */
  void open(List<PrometheusConfig> pages, Map<String, String> resource) {
    if (pages.equals(open) && resource.equals(this.resource)) {
      return;
    }
    close();
    try {
      for (PrometheusConfig page : pages) {
        servers.add(start(page, resource));
      }
      open = pages;
      this.resource = resource;
    } catch (RuntimeException failure) {
      close();
      throw failure;
    }
  }

  void close() {
    Clock clock = host.clock();
    servers.forEach(server -> server.close(Deadline.in(clock, PATIENCE)));
    servers.clear();
    open = List.of();
  }

  /** The ports of the open pages. */
  List<Integer> ports() {
    return servers.stream().map(HttpServer::port).toList();
  }

  private HttpServer start(PrometheusConfig page, Map<String, String> resource) {
    Exposition exposition =
        new Exposition(
            page.withoutTypeSuffix(),
            page.withoutUnits(),
            page.withoutScopeInfo(),
            false,
            resource);
    Router router =
        Router.builder().route("GET", "/metrics", request -> answer(request, exposition)).build();
    ServerSettings settings = new ServerSettings(host, logger, registry, Admission.unlimited());
    HttpServerConfig at = HttpServerConfig.at(page.host() + ":" + page.port());
    try {
      return HttpServer.start(at, settings, router);
    } catch (ComponentException failure) {
      throw new ComponentException(
          "service::telemetry::metrics: the page of the collector's own metrics: "
              + failure.getMessage(),
          failure);
    }
  }

  private HttpResponse answer(HttpRequest request, Exposition exposition) {
    boolean open = request.header("accept").contains("application/openmetrics-text");
    String type = open ? PrometheusText.OPEN_METRICS_TYPE : PrometheusText.CONTENT_TYPE;
    String text = PrometheusText.of(registry, open ? exposition.asOpenMetrics() : exposition);
    return HttpResponse.of(200, type, Slice.utf8(text)).compressed();
  }
}

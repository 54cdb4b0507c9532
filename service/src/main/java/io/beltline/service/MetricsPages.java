package io.beltline.service;

import io.beltline.api.Admission;
import io.beltline.api.Clock;
import io.beltline.api.ComponentException;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.model.Slice;
import io.beltline.service.metrics.Exposition;
import io.beltline.service.metrics.MetricRegistry;
import io.beltline.service.metrics.PrometheusText;
import io.beltline.service.telemetry.MetricsConfig.PrometheusConfig;
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
  private List<Page> open = List.of();

  MetricsPages(MetricRegistry registry, Host host, Logger logger) {
    this.registry = registry;
    this.host = host;
    this.logger = logger;
  }

  /**
   * Opens pages that are not open yet, beside those that are; one at a port of which only the host
   * changes takes the place of that at once, since the system gives a port to one of them.
   *
   * @return takes the place of what is open, or is called off
   * @throws ComponentException if a port cannot be opened; then nothing has changed
   */
  Change prepare(List<PrometheusConfig> pages, Map<String, String> resource) {
    Change change = new Change(pages);
    try {
      for (PrometheusConfig page : pages) {
        change.add(page, exposition(page, resource));
      }
      return change;
    } catch (RuntimeException failure) {
      change.discard();
      throw failure;
    }
  }

  void close() {
    close(open);
    open = List.of();
  }

  private void close(List<Page> pages) {
    Clock clock = host.clock();
    pages.forEach(page -> page.server.close(Deadline.in(clock, PATIENCE)));
  }

  /** The ports of the open pages. */
  List<Integer> ports() {
    return open.stream().map(page -> page.server.port()).toList();
  }

  /** How a page shows metrics now. */
  private static final class Shown {
    private volatile Exposition now;

    Shown(Exposition now) {
      this.now = now;
    }
  }

  /** An open page; what it shows may change while it is open. */
  private record Page(PrometheusConfig config, HttpServer server, Shown exposition) {

    boolean hasPortOf(PrometheusConfig other) {
      return config.port() > 0 && config.port() == other.port();
    }

    boolean isAt(PrometheusConfig other) {
      return config.host().equals(other.host()) && config.port() == other.port();
    }
  }

  /** Pages that are open and not in force yet. */
  final class Change {
    private final List<Page> pages = new ArrayList<>();
    private final List<Page> fresh = new ArrayList<>();
    private final List<Runnable> changes = new ArrayList<>();
    private final List<Page> displaced = new ArrayList<>();
    private final List<Page> unwanted;

    private Change(List<PrometheusConfig> wanted) {
      this.unwanted = open.stream().filter(page -> wanted.stream().noneMatch(page::isAt)).toList();
    }

    private void add(PrometheusConfig config, Exposition shown) {
      for (Page page : open) {
        if (page.isAt(config) && !pages.contains(page)) {
          pages.add(page);
          changes.add(() -> page.exposition.now = shown);
          return;
        }
      }
      Shown exposition = new Shown(shown);
      List<Page> there =
          unwanted.stream()
              .filter(page -> page.hasPortOf(config) && !displaced.contains(page))
              .toList();
      close(there);
      displaced.addAll(there);
      Page page = new Page(config, start(config, exposition), exposition);
      pages.add(page);
      fresh.add(page);
    }

    /** Closes the pages that will not be open any more. */
    void makeWay() {
      List<Page> going = unwanted.stream().filter(page -> !displaced.contains(page)).toList();
      close(going);
      displaced.addAll(going);
    }

    /** Puts these pages in force and closes the others. */
    void commit() {
      changes.forEach(Runnable::run);
      List<Page> old =
          open.stream().filter(page -> !pages.contains(page) && !displaced.contains(page)).toList();
      open = List.copyOf(pages);
      close(old);
    }

    /** Closes what was opened for it, and opens again what had to go for that. */
    void discard() {
      close(fresh);
      List<Page> all = new ArrayList<>(open);
      all.removeAll(displaced);
      for (Page page : displaced) {
        try {
          all.add(new Page(page.config, start(page.config, page.exposition), page.exposition));
        } catch (ComponentException taken) {
          logger.error("{}", taken.getMessage());
        }
      }
      open = List.copyOf(all);
    }
  }

  private static Exposition exposition(PrometheusConfig page, Map<String, String> resource) {
    return new Exposition(
        page.withoutTypeSuffix(), page.withoutUnits(), page.withoutScopeInfo(), false, resource);
  }

  private HttpServer start(PrometheusConfig page, Shown exposition) {
    Router router =
        Router.builder()
            .route("GET", "/metrics", request -> answer(request, exposition.now))
            .build();
    ServerSettings settings = new ServerSettings(host, logger, registry, Admission.UNLIMITED);
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
    boolean open =
        !exposition.withoutTypeSuffix() // OpenMetrics has no counter without _total
            && request.header("accept").contains("application/openmetrics-text");
    String type = open ? PrometheusText.OPEN_METRICS_TYPE : PrometheusText.CONTENT_TYPE;
    String text = PrometheusText.of(registry, open ? exposition.asOpenMetrics() : exposition);
    return HttpResponse.of(200, type, Slice.utf8(text)).compressed();
  }
}

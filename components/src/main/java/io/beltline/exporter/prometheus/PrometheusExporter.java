package io.beltline.exporter.prometheus;

import io.beltline.api.Clock;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.Exporter;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.api.Status;
import io.beltline.components.prometheus.ResourceLabels;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import io.beltline.transport.http.HttpServer;
import io.beltline.transport.http.Router;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the last sample of every series and serves them at {@code /metrics}. */
final class PrometheusExporter implements Exporter {
  private static final Duration SHORTEST_SWEEP = Duration.ofSeconds(1);

  /** Where series do not expire sooner. */
  private static final Duration USUAL_SWEEP = Duration.ofMinutes(5);

  private final Settings settings;
  private final PrometheusExporterConfig config;
  private final ResourceLabels resources;
  private final Losses losses;
  private volatile Store store;
  private volatile int lastSize = 4096;
  private volatile boolean stopped;

  /**
   * What one before has left that has another shape, for a while: should the swap fail, its kind is
   * back.
   */
  private volatile @Nullable Left foreign;

  private @Nullable Host host;
  private Clock.@Nullable Cancellable sweep;
  private @Nullable Clock clock;
  private @Nullable HttpServer server;

  PrometheusExporter(Settings settings, PrometheusExporterConfig config) {
    this.settings = settings;
    this.config = config;
    this.resources = resources(config);
    this.losses = new Losses(settings);
    this.store = new Store(config.metricExpiration().toNanos(), config.maxSeries());
    settings
        .meter()
        .gauge(
            "otelcol_exporter_prometheus_series",
            "{series}",
            "Series that are served.",
            Map.of(),
            () -> store.size());
  }

  /**
   * What an exporter that takes its place goes on from at a reload.
   *
   * @param shape that of the configuration: series of another one have other names and labels
   * @param before what has another shape and was left to it a while ago
   */
  private record Left(Object shape, Store store, @Nullable Left before) {}

  /** What becomes of the attributes of resources by a configuration. */
  static ResourceLabels resources(PrometheusExporterConfig config) {
    return new ResourceLabels(
        config.translation(),
        config.resourceConstantLabels(),
        config.resourceToTelemetryConversion());
  }

  @Override
  public void start(Host started) {
    host = started;
    clock = started.clock();
    started.handedOver(Left.class).ifPresent(this::goOn);
    HttpHandler scrape = this::scrape;
    Router router =
        Router.builder().route("GET", "/metrics", scrape).route("HEAD", "/metrics", scrape).build();
    try {
      server = HttpServer.start(config.server(), ServerSettings.of(settings, started), router);
    } catch (RuntimeException taken) {
      leave(); // to the one before
      throw taken;
    }
    sweepLater(started.clock());
  }

  private void goOn(Left left) {
    Left before = left.before();
    if (left.shape().equals(config.shape())) {
      foreign = before;
      take(left.store());
      return;
    }
    foreign = new Left(left.shape(), left.store(), null);
    if (before != null && before.shape().equals(config.shape())) {
      take(before.store());
    } else if (left.store().size() > 0) {
      settings
          .logger()
          .info(
              "{} series have other names or labels now: they are served as they come in",
              left.store().size());
    }
  }

  private void take(Store left) {
    store = left.within(config.metricExpiration().toNanos(), config.maxSeries());
  }

  private void leave() {
    if (host != null) {
      host.handOver(new Left(config.shape(), store, foreign));
    }
  }

  /** The port it listens on. */
  int port() {
    HttpServer running = server;
    return running == null ? -1 : running.port();
  }

  @Override
  public ExportResult export(ExportRequest request) {
    Intake intake = new Intake(config, resources, store, losses, now());
    try {
      for (Slice chunk : request.telemetry().payload().chunks()) {
        intake.request(chunk);
      }
    } catch (MalformedTelemetryException malformed) {
      return ExportResult.refused(
          Action.DEAD_LETTER, Status.INVALID_ARGUMENT, "cannot be read: " + malformed.getMessage());
    }
    return intake.rejected() == 0
        ? ExportResult.delivered()
        : new ExportResult.Delivered(
            intake.rejected(), intake.rejected() + " points became part of no series");
  }

  /** The answer to a scrape. */
  Slice scrape(Format.Choice choice) {
    store.expire(now());
    PageSettings settings =
        new PageSettings(choice, config.sendTimestamps(), config.exportCreatedMetric().enabled());
    Slice page =
        choice.format() == Format.PROTOBUF
            ? MessagePage.of(store.families(), settings, losses, lastSize)
            : Exposition.of(store.families(), settings, losses, lastSize);
    lastSize = page.length() + page.length() / 8;
    return page;
  }

  @Override
  public void shutdown(Deadline deadline) {
    stopped = true;
    if (sweep != null) {
      sweep.cancel();
    }
    if (server != null) {
      server.close(deadline);
    }
    leave();
  }

  private HttpResponse scrape(HttpRequest request) {
    Format.Choice choice = Format.choose(request.header("accept"), config.enableOpenMetrics());
    return HttpResponse.of(200, choice.contentType(), scrape(choice)).compressed();
  }

  /** Frees what expired though nobody scrapes. */
  private void sweepLater(Clock clock) {
    if (stopped) {
      return;
    }
    Duration patience = config.metricExpiration();
    Duration pause =
        patience.isZero() || patience.compareTo(USUAL_SWEEP) > 0
            ? USUAL_SWEEP
            : patience.compareTo(SHORTEST_SWEEP) < 0 ? SHORTEST_SWEEP : patience;
    sweep =
        clock.schedule(
            pause,
            () -> {
              foreign = null;
              store.expire(clock.nanoTime());
              sweepLater(clock);
            });
  }

  private long now() {
    Clock running = clock;
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    return running.nanoTime();
  }
}

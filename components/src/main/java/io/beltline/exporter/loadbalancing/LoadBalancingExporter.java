package io.beltline.exporter.loadbalancing;

import static java.util.Objects.requireNonNull;

import io.beltline.api.Clock;
import io.beltline.api.ComponentException;
import io.beltline.api.ComponentStatus;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.Exporter;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.api.Status;
import io.beltline.exporter.loadbalancing.ResolverConfig.DnsConfig;
import io.beltline.model.Signal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Cuts each request into the shares of the backends its items belong to and sends these side by
 * side. What waits for a backend that goes away is cut anew for those that are left.
 */
final class LoadBalancingExporter implements Exporter {
  /** What the status of a change of backends goes by; no address. */
  private static final String CHANGE = "";

  private final Settings settings;
  private final LoadBalancingExporterConfig config;
  private final Lookup lookup;
  private final CompletableFuture<Boolean> tried = new CompletableFuture<>();
  private @Nullable Resolver resolver;
  private @Nullable Endpoints endpoints;
  private @Nullable Shipping shipping;

  LoadBalancingExporter(Settings settings, LoadBalancingExporterConfig config, Lookup lookup) {
    this.settings = settings;
    this.config = config;
    this.lookup = lookup;
  }

  @Override
  public void start(Host host) {
    DnsConfig dns = config.resolver().dns();
    BalancerMetrics metrics =
        new BalancerMetrics(settings.meter(), dns == null ? "static" : "dns", host.clock());
    StatusBoard statuses = new StatusBoard(host);
    Endpoints made = new Endpoints(config, settings, metrics, statuses);
    endpoints = made;
    shipping = new Shipping(made, QueuePlan.of(config), metrics);
    Clock clock = host.clock();
    if (dns == null) {
      Resolver fixed =
          new StaticResolver(requireNonNull(config.resolver().fixed()).hostnames(), metrics);
      resolver = fixed;
      fixed.start(clock, made::change, () -> tried.complete(true));
      return;
    }
    // what can never work is told now, not when the name is first resolved
    Member.start("localhost:4317", config, settings, metrics, statuses)
        .close(Deadline.in(clock, java.time.Duration.ZERO));
    Resolver named = new DnsResolver(dns, lookup, metrics, settings.logger());
    resolver = named;
    named.start(clock, list -> change(made, statuses, list), () -> tried.complete(true));
  }

  private void change(Endpoints made, StatusBoard statuses, List<Backend> backends) {
    try {
      made.change(backends);
      statuses.forget(CHANGE);
    } catch (ComponentException impossible) { // a TLS file that was there at the start
      settings.logger().error("the backends stay as they are: {}", impossible.getMessage());
      statuses
          .host(CHANGE)
          .reportStatus(ComponentStatus.recoverable(String.valueOf(impossible.getMessage())));
      throw impossible;
    }
  }

  @Override
  public ExportResult export(ExportRequest request) {
    Signal signal = request.telemetry().signal();
    RoutingKey written = RoutingKey.of(config.routingKey());
    RoutingKey key = written == null ? RoutingKey.usual(signal) : written;
    if (!key.routes(signal)) {
      return ExportResult.refused(
          Action.HOLD,
          Status.INVALID_ARGUMENT,
          "routing_key %s is not for %s (expected: another exporter for them, with another key)"
              .formatted(key.word(), signal.label()));
    }
    if (!tried.isDone()) {
      Waiting.until(tried, request.deadline());
    }
    return requireNonNull(shipping, "not started")
        .ship(request, () -> key.reader(signal, config.routingAttributes()));
  }

  @Override
  public void ending(Signal signal) {
    tried.complete(false);
    if (endpoints != null) {
      endpoints.forsake(signal);
    }
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (resolver != null) {
      resolver.stop();
    }
    tried.complete(false);
    if (endpoints != null) {
      endpoints.close(deadline);
    }
  }
}

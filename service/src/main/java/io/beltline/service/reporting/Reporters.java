package io.beltline.service.reporting;

import io.beltline.api.BuildInfo;
import io.beltline.api.Clock;
import io.beltline.api.ComponentException;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.model.Signal;
import io.beltline.service.logging.Logging;
import io.beltline.service.metrics.MetricRegistry;
import io.beltline.service.metrics.OtlpMetrics;
import io.beltline.service.telemetry.LogProcessorConfig;
import io.beltline.service.telemetry.PeriodicConfig;
import io.beltline.service.telemetry.TargetConfig;
import io.beltline.service.telemetry.TelemetryConfig;
import io.beltline.transport.ClientSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;

/** Everything that sends the collector's own telemetry. Used by one thread at a time. */
public final class Reporters {
  /** How long the last attempts may take together, when reporters end. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final MetricRegistry registry;
  private final Host host;
  private final Logger logger;
  private final BuildInfo build;
  private final long started;
  private Running running = new Running(List.of(), List.of(), () -> {});

  /** Reporters of a registry; none yet. */
  public Reporters(MetricRegistry registry, Host host, Logger logger, BuildInfo build) {
    this.registry = registry;
    this.host = host;
    this.logger = logger;
    this.build = build;
    this.started = host.clock().unixNanos();
  }

  /**
   * Makes what a configuration says, which begins when it is committed.
   *
   * @throws ComponentException if a file it names cannot be read; then nothing has changed
   */
  public Change prepare(TelemetryConfig config, Map<String, String> resource) {
    Change change = new Change();
    try {
      for (PeriodicConfig reader : config.metrics().periodic()) {
        change.metrics.add(metrics(reader, resource));
      }
      for (LogProcessorConfig processor : config.logs().processors()) {
        change.logs.add(log(processor, resource));
      }
      return change;
    } catch (RuntimeException failure) {
      change.discard();
      throw failure;
    }
  }

  private MetricsReporter metrics(PeriodicConfig config, Map<String, String> resource) {
    Clock clock = host.clock();
    Outlet outlet = open(config.exporter(), Signal.METRICS);
    return new MetricsReporter(
        config,
        clock,
        outlet,
        logger,
        () -> OtlpMetrics.of(registry, resource, started, clock.unixNanos()));
  }

  private LogReporter log(LogProcessorConfig config, Map<String, String> resource) {
    LogProcessorConfig.BatchConfig batch = config.gathering();
    return new LogReporter(
        batch,
        resource,
        host.clock(),
        open(batch.exporter(), Signal.LOGS),
        logger,
        registry.counter(
            "beltline_telemetry_dropped_lines",
            "{line}",
            "Lines of the log that could not wait to be sent, because the queue was full",
            Map.of()));
  }

  private Outlet open(TargetConfig target, Signal signal) {
    try {
      ClientSettings settings = new ClientSettings(host, logger, ClientSettings.userAgent(build));
      return Outlet.open(target, signal, settings);
    } catch (ComponentException failure) {
      throw new ComponentException(
          "service::telemetry::" + signal.label() + ": " + failure.getMessage(), failure);
    }
  }

  /** Sends what is left and ends. */
  public void close() {
    replace(new Running(List.of(), List.of(), () -> {}));
  }

  private void replace(Running next) {
    Running old = running;
    running = next;
    old.end(Deadline.in(host.clock(), PATIENCE));
  }

  private record Running(List<MetricsReporter> metrics, List<LogReporter> logs, Runnable untap) {

    void end(Deadline deadline) {
      untap.run();
      metrics.forEach(reporter -> reporter.close(deadline));
      logs.forEach(reporter -> reporter.close(deadline));
    }
  }

  /** Reporters that are made and not in force yet. */
  public final class Change {
    private final List<MetricsReporter> metrics = new ArrayList<>();
    private final List<LogReporter> logs = new ArrayList<>();

    private Change() {}

    /** Begins to send, in place of the reporters before, which send what they have and end. */
    public void commit() {
      Runnable untap =
          logs.isEmpty()
              ? () -> {}
              : Logging.tap(line -> logs.forEach(reporter -> reporter.add(line)));
      metrics.forEach(MetricsReporter::rounded);
      replace(new Running(metrics, logs, untap));
    }

    /** Forgets them. */
    public void discard() {
      Deadline deadline = Deadline.in(host.clock(), PATIENCE);
      metrics.forEach(reporter -> reporter.abandon(deadline));
      logs.forEach(reporter -> reporter.abandon(deadline));
    }
  }
}

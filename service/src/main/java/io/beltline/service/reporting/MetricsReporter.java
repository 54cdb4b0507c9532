package io.beltline.service.reporting;

import io.beltline.api.Clock;
import io.beltline.model.Telemetry;
import io.beltline.service.telemetry.PeriodicConfig;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;

/** Sends the collector's metrics at intervals. */
final class MetricsReporter extends Reporter {
  private final Supplier<Telemetry> metrics;
  private final Duration interval;

  MetricsReporter(
      PeriodicConfig config,
      Clock clock,
      Outlet outlet,
      Logger logger,
      Supplier<Telemetry> metrics) {
    super(
        clock, outlet, logger, "the collector's own metrics", Duration.ofMillis(config.timeout()));
    this.metrics = metrics;
    this.interval = Duration.ofMillis(config.interval());
  }

  @Override
  Telemetry take() {
    return metrics.get();
  }

  @Override
  int most() {
    return 1;
  }

  @Override
  void rounded() {
    schedule(interval);
  }
}

package io.beltline.processor.metricstarttime;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Processor;
import io.beltline.api.Settings;
import io.beltline.components.series.KeptSeries;
import io.beltline.components.series.Tally;
import io.beltline.model.Metrics;
import io.beltline.model.Telemetry;
import java.util.Map;

/**
 * Gives cumulative points without a start the start of their series.
 *
 * <p>What a refused request has changed is taken back, since its sender brings it again. Series are
 * written to the storage once the request is accepted.
 */
final class MetricStartTimeProcessor implements Processor {
  private static final long SECOND = 1_000_000_000;

  private final Strategy strategy;
  private final Consumer next;
  private final StartMetric metric;
  private final StartCounters counters;
  private final KeptSeries<KnownStart> series;
  private volatile long collectorStart;

  MetricStartTimeProcessor(Settings settings, MetricStartTimeConfig config, Consumer next) {
    this.strategy = config.strategy();
    this.next = next;
    this.metric = new StartMetric(config.startTimeMetricRegex());
    this.counters = new StartCounters(settings);
    this.series = new KeptSeries<>(settings, config.series(), KnownStart.CODEC);
    settings
        .meter()
        .gauge(
            "beltline_processor_metric_start_time_series",
            "{series}",
            "Series whose start is remembered.",
            Map.of(),
            series::count);
  }

  @Override
  public void start(Host host) {
    collectorStart = host.service().startedUnixNanos() / SECOND * SECOND;
    series.start(host);
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    if (!(telemetry instanceof Metrics metrics)) {
      return next.consume(context, telemetry);
    }
    ProcessStarts processes =
        strategy == Strategy.START_TIME_METRIC ? metric.find(metrics) : ProcessStarts.NONE;
    Tally<Outcome> tally = new Tally<>(Outcome.class);
    KeptSeries.Walked<KnownStart> walked =
        series.walk(
            metrics,
            changes -> new StartTimes(strategy, processes, collectorStart, changes, tally));
    counters.book(tally);
    ConsumeResult result = series.handOn(context, metrics, walked, next);
    if (result.isAccepted()) {
      series.save(walked.changes());
    }
    return result;
  }

  @Override
  public void shutdown(Deadline deadline) {
    series.shutdown();
  }
}

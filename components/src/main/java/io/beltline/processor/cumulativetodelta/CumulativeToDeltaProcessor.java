package io.beltline.processor.cumulativetodelta;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Processor;
import io.beltline.api.Settings;
import io.beltline.components.series.KeptSeries;
import io.beltline.components.series.SeriesPoint;
import io.beltline.components.series.Tally;
import io.beltline.model.Metrics;
import io.beltline.model.Telemetry;
import java.util.Map;

/**
 * Converts cumulative sums and histograms to deltas.
 *
 * <p>What a refused request has changed is taken back, since its sender brings it again. Series are
 * written to the storage once the request is accepted: after a crash a delta may come twice, but
 * none is left out.
 */
final class CumulativeToDeltaProcessor implements Processor {
  private final CumulativeToDeltaConfig config;
  private final Consumer next;
  private final MetricChoice choice;
  private final DeltaCounters counters;
  private final KeptSeries<SeriesPoint> series;

  CumulativeToDeltaProcessor(Settings settings, CumulativeToDeltaConfig config, Consumer next) {
    this.config = config;
    this.next = next;
    this.choice = new MetricChoice(config.include(), config.exclude());
    this.counters = new DeltaCounters(settings);
    this.series = new KeptSeries<>(settings, config.series(), SeriesPoint.CODEC);
    settings
        .meter()
        .gauge(
            "otelcol_cumulativetodelta_streams_tracked",
            "{stream}",
            "Number of metric streams currently tracked for cumulative-to-delta conversion.",
            Map.of(),
            series::count);
  }

  @Override
  public void start(Host host) {
    series.start(host);
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    if (!(telemetry instanceof Metrics metrics)) {
      return next.consume(context, telemetry);
    }
    Tally<Outcome> tally = new Tally<>(Outcome.class);
    KeptSeries.Walked<SeriesPoint> walked =
        series.walk(
            metrics, changes -> new DeltaConversion(choice, config.initialValue(), changes, tally));
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

package io.beltline.processor.deltatocumulative;

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
 * Adds up deltas to cumulative sums and histograms.
 *
 * <p>What a refused request has changed is taken back, since its sender brings it again. Series are
 * written to the storage before their points are handed on: a total that somebody has seen never
 * falls, whatever happens to the process. A request that cannot be written is refused for a time.
 */
final class DeltaToCumulativeProcessor implements Processor {
  private final Consumer next;
  private final CumulativeCounters counters;
  private final KeptSeries<SeriesPoint> series;

  DeltaToCumulativeProcessor(Settings settings, DeltaToCumulativeConfig config, Consumer next) {
    this.next = next;
    this.counters = new CumulativeCounters(settings, config);
    this.series = new KeptSeries<>(settings, config.series(), SeriesPoint.CODEC);
    settings
        .meter()
        .gauge(
            "otelcol_deltatocumulative_streams_tracked",
            "{dps}",
            "Number of streams tracked.",
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
        series.walk(metrics, changes -> new Accumulation(changes, tally));
    if (!series.save(walked.changes())) {
      series.undo(walked.changes());
      return ConsumeResult.unavailable("the storage takes no series", null);
    }
    counters.book(tally);
    ConsumeResult result = series.handOn(context, metrics, walked, next);
    if (!result.isAccepted()) {
      series.save(walked.changes());
    }
    return result;
  }

  @Override
  public void shutdown(Deadline deadline) {
    series.shutdown();
  }
}

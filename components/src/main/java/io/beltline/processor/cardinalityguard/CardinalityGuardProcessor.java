package io.beltline.processor.cardinalityguard;

import static java.util.Objects.requireNonNull;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Meter;
import io.beltline.api.Processor;
import io.beltline.api.Settings;
import io.beltline.components.series.Tally;
import io.beltline.model.Metrics;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many series of a metric through, and adds up the further ones.
 *
 * <p>A request that is refused and comes again changes nothing: a series keeps its place, and of a
 * cumulative value that was seen nothing is added twice.
 */
final class CardinalityGuardProcessor implements Processor {
  private final Settings settings;
  private final CardinalityGuardConfig config;
  private final Consumer next;
  private final KnownSeries known;
  private final Map<Outcome, Meter.Counter> points = new EnumMap<>(Outcome.class);
  private final AtomicBoolean toldUnguarded = new AtomicBoolean();
  private volatile @Nullable Host host;

  CardinalityGuardProcessor(Settings settings, CardinalityGuardConfig config, Consumer next) {
    this.settings = settings;
    this.config = config;
    this.next = next;
    this.known = new KnownSeries(config);
    Meter meter = settings.meter();
    for (Outcome outcome : Outcome.values()) {
      points.put(
          outcome,
          meter.counter(
              "beltline_cardinality_guard_points",
              "{datapoint}",
              "Data points by what became of them: kept, unguarded, merged, full or unlike.",
              Map.of("outcome", outcome.word())));
    }
    meter.gauge(
        "beltline_cardinality_guard_metrics",
        "{metric}",
        "Metrics whose series are remembered.",
        Map.of(),
        known::metrics);
    meter.gauge(
        "beltline_cardinality_guard_series",
        "{series}",
        "Series that have a place.",
        Map.of(),
        known::places);
    meter.gauge(
        "beltline_cardinality_guard_overflow_series",
        "{series}",
        "Further cumulative series whose last value is remembered.",
        Map.of(),
        known::further);
  }

  @Override
  public void start(Host in) {
    host = in;
    known.start(in);
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    if (!(telemetry instanceof Metrics metrics)) {
      return next.consume(context, telemetry);
    }
    Guard guard = new Guard(config, known, requireNonNull(host).clock().nanoTime());
    Metrics guarded = known.use(() -> guard.guard(metrics));
    guard.crowded().forEach(this::tell);
    book(guard.tally(), metrics.itemCount() - guarded.itemCount());
    return guarded.itemCount() == 0 && metrics.itemCount() > 0
        ? ConsumeResult.accepted()
        : next.consume(context, guarded);
  }

  private void tell(String metric) {
    settings
        .logger()
        .warn(
            "{} has more than {} series: what further ones add up to is in one with"
                + " otel.metric.overflow",
            metric,
            config.limitOf(metric));
  }

  private void book(Tally<Outcome> tally, long removed) {
    long[] dropped = new long[1];
    tally.each(
        (dataCase, outcome, count) -> {
          requireNonNull(points.get(outcome)).add(count);
          if (outcome == Outcome.UNGUARDED && !toldUnguarded.getAndSet(true)) {
            settings
                .logger()
                .warn(
                    "there are more than {} metrics: further ones pass unguarded",
                    config.maxMetrics());
          }
          if (outcome == Outcome.FULL || outcome == Outcome.UNLIKE) {
            settings.ledger().dropped(Signal.METRICS, "overflow_" + outcome.word(), count);
            dropped[0] += count;
          }
        });
    if (removed > dropped[0]) {
      settings.ledger().filtered(Signal.METRICS, "overflow", removed - dropped[0]);
    }
  }

  @Override
  public void shutdown(Deadline deadline) {
    Host last = host;
    host = null;
    if (last != null) {
      known.shutdown(last);
    }
  }
}

package io.beltline.processor.metricstransform;

import io.beltline.api.Clock;
import io.beltline.api.Ledger;
import io.beltline.api.Meter;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.slf4j.Logger;

/**
 * Books and counts what each transform did, by where it is written, and logs failures: the first of
 * each transform, then at most one a minute. Safe for all threads.
 */
final class TransformCounters {
  private static final long EVERY = Duration.ofMinutes(1).toNanos();

  private final Logger logger;
  private final Ledger ledger;
  private final List<String> places;
  private final List<Meter.Counter> matched;
  private final List<Meter.Counter> failed;
  private final AtomicLongArray due;
  private final Clock clock;

  TransformCounters(Settings settings, Clock clock, int transforms) {
    this.logger = settings.logger();
    this.ledger = settings.ledger();
    this.clock = clock;
    this.places = IntStream.range(0, transforms).mapToObj(i -> "transforms[" + i + "]").toList();
    this.matched =
        counters(settings.meter(), "matched", "{metrics}", "Metrics a transform was for.");
    this.failed =
        counters(
            settings.meter(),
            "failed",
            "{failures}",
            "Metrics that an operation could do nothing with, and combinations not made.");
    this.due = new AtomicLongArray(transforms);
    IntStream.range(0, transforms).forEach(i -> due.set(i, clock.nanoTime()));
  }

  private List<Meter.Counter> counters(Meter meter, String what, String unit, String description) {
    return places.stream()
        .map(
            place ->
                meter.counter(
                    "beltline_processor_metrics_transform_" + what,
                    unit,
                    description,
                    Map.of("transform", place)))
        .toList();
  }

  /** Takes what was done to a request. */
  void add(Tally tally) {
    for (int i = 0; i < places.size(); i++) {
      matched.get(i).add(tally.matched(i));
      failed.get(i).add(tally.failed(i));
      if (tally.filtered(i) > 0) {
        ledger.filtered(Signal.METRICS, places.get(i), tally.filtered(i));
      }
      if (tally.created(i) > 0) {
        ledger.created(Signal.METRICS, places.get(i), tally.created(i));
      }
      String failure = tally.failure(i);
      if (failure != null) {
        log(i, failure);
      }
    }
  }

  private void log(int transform, String failure) {
    long now = clock.nanoTime();
    long next = due.get(transform);
    if (now - next >= 0 && due.compareAndSet(transform, next, now + EVERY)) {
      logger.warn("{}: {}", places.get(transform), failure);
    }
  }
}

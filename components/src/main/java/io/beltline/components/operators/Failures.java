package io.beltline.components.operators;

import io.beltline.api.Clock;
import io.beltline.api.Settings;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what operators fail on, and logs it: of each operator the first failure, and then one line
 * in ten seconds at most, with how many there were. Safe for all threads.
 */
public final class Failures {
  private static final long PAUSE_NANOS = 10_000_000_000L;

  private final Settings settings;
  private final Clock clock;
  private final Map<String, Told> told = new ConcurrentHashMap<>();

  /** For the operators of one component. */
  public Failures(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Notes that an operator could not process an entry. */
  public void note(String id, String why, OnError onError) {
    Told of = told.computeIfAbsent(id, this::told);
    of.counter.add(1);
    String action = onError.sends ? "sent on" : "dropped";
    if (onError.quiet) {
      settings.logger().debug("{}: {}; the entry is {}", id, why, action);
      return;
    }
    of.unsaid.incrementAndGet();
    long now = clock.nanoTime();
    long last = of.last.get();
    if (now - last >= PAUSE_NANOS && of.last.compareAndSet(last, now)) {
      settings
          .logger()
          .error(
              "{} failed to process {} entries; the last: {}; {}",
              id,
              of.unsaid.getAndSet(0),
              why,
              action);
    }
  }

  private Told told(String id) {
    return new Told(
        settings
            .meter()
            .counter(
                "otelcol_operator_failures",
                "{entries}",
                "Entries an operator could not process.",
                Map.of("operator", id)),
        new AtomicLong(clock.nanoTime() - PAUSE_NANOS),
        new AtomicLong());
  }

  private record Told(io.beltline.api.Meter.Counter counter, AtomicLong last, AtomicLong unsaid) {}
}

package io.beltline.exporter.prometheusremotewrite;

import io.beltline.api.Meter;
import io.beltline.api.Settings;
import io.beltline.components.prometheus.NativeBuckets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/** Counts what is not sent as it came, and says so once for each metric. Safe for all threads. */
final class Losses {
  private static final int MOST_WARNINGS = 1000;

  /** Why a point is not sent. */
  enum Reason {
    /** A delta, which Prometheus has no form for. */
    DELTA("is a delta (expected: cumulative temporality; put delta_to_cumulative before)"),
    /** Neither delta nor cumulative. */
    NO_TEMPORALITY("has no temporality (expected: cumulative)"),
    /** A number without a number. */
    NO_VALUE("has no value (expected: asInt or asDouble)"),
    /** No time. */
    NO_TIME("has no time (expected: time_unix_nano)"),
    /** Buckets and bounds do not fit together. */
    MALFORMED("has buckets that do not fit its bounds (expected: one bucket more than bounds)"),
    /** A newer sample of the series was sent, and late ones are not wanted. */
    LATE("is older than what was sent of its series"),
    /** A sample of that series and time was sent, or is in the same request. */
    REPEATED("has the time of another one of its series");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /** What is wrong. */
    String words() {
      return words;
    }
  }

  private final Logger logger;
  private final Map<Reason, Meter.Counter> dropped = new EnumMap<>(Reason.class);
  private final Meter.Counter converted;
  private final Meter.Counter collisions;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  Losses(Settings settings) {
    logger = settings.logger();
    Meter meter = settings.meter();
    for (Reason reason : Reason.values()) {
      dropped.put(
          reason,
          meter.counter(
              "otelcol_exporter_prometheusremotewrite_dropped_points",
              "{datapoints}",
              "Points that were not sent, by reason.",
              Map.of("reason", reason.name().toLowerCase(Locale.ROOT))));
    }
    converted =
        meter.counter(
            "otelcol_exporter_prometheusremotewrite_converted_histograms",
            "{datapoints}",
            "Points of exponential histograms too coarse for Prometheus, sent with explicit"
                + " bounds.",
            Map.of());
    collisions =
        meter.counter(
            "otelcol_exporter_prometheusremotewrite_series_collisions",
            "{series}",
            "Times a series came from another resource than before, and back.",
            Map.of());
  }

  /** Counts points of a metric. */
  void add(Reason reason, long count, String metric) {
    Meter.Counter counter = dropped.get(reason);
    if (counter == null || count == 0) {
      return;
    }
    counter.add(count);
    if (isNew(reason + metric)) {
      logger.warn("a point of {} {}", metric, reason.words());
    }
  }

  /** Counts a point of an exponential histogram that is sent with explicit bounds. */
  void converted(String metric, int scale) {
    converted.add(1);
    if (isNew("converted" + metric)) {
      logger.warn(
          "{} has the scale {}, which Prometheus does not have (expected: {} or more): it is sent"
              + " with explicit bounds",
          metric,
          scale,
          NativeBuckets.COARSEST);
    }
  }

  /** Counts a series that two resources write in turn. */
  void collision(String series) {
    collisions.add(1);
    if (isNew("collision" + series)) {
      logger.warn(
          "{} comes from more than one resource: give them a service.name and a"
              + " service.instance.id, or make labels of what sets them apart",
          series);
    }
  }

  private boolean isNew(String warning) {
    return said.size() < MOST_WARNINGS && said.add(warning);
  }
}

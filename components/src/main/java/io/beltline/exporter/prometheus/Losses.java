package io.beltline.exporter.prometheus;

import io.beltline.api.Meter;
import io.beltline.api.Settings;
import io.beltline.components.prometheus.Kind;
import io.beltline.components.prometheus.NativeBuckets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/** Counts what does not become part of a series, and says so once for each metric. */
final class Losses {
  private static final int MOST_WARNINGS = 1000;

  /** Why a point does not count. */
  enum Reason {
    /** A newer point of the series is known, or it is the last delta again. */
    LATE("is older than what is served"),
    /** A delta of a time of which a part is counted already. */
    OVERLAPPING(
        "overlaps with what is counted already, or came behind it (expected: one writer for a"
            + " series)"),
    /** A sum that may fall, given as deltas: no state to add them to. */
    DELTA_NOT_MONOTONIC("is a delta of a sum that may fall (expected: cumulative temporality)"),
    /** Neither delta nor cumulative. */
    NO_TEMPORALITY("has no temporality (expected: delta or cumulative)"),
    /** A number without a number. */
    NO_VALUE("has no value (expected: asInt or asDouble)"),
    /** There are as many series as there may be. */
    NO_ROOM("needs a series more than max_series"),
    /** Buckets and bounds do not fit together. */
    MALFORMED("has buckets that do not fit its bounds (expected: one bucket more than bounds)");

    private final String words;

    Reason(String words) {
      this.words = words;
    }
  }

  private final Logger logger;
  private final Map<Reason, Meter.Counter> dropped = new EnumMap<>(Reason.class);
  private final Meter.Counter collisions;
  private final Meter.Counter converted;
  private final Meter.Counter renamed;
  private final Meter.Counter hidden;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  Losses(Settings settings) {
    logger = settings.logger();
    for (Reason reason : Reason.values()) {
      dropped.put(
          reason,
          settings
              .meter()
              .counter(
                  "otelcol_exporter_prometheus_dropped_points",
                  "{datapoints}",
                  "Points that became part of no series, by reason.",
                  Map.of("reason", reason.name().toLowerCase(Locale.ROOT))));
    }
    collisions =
        settings
            .meter()
            .counter(
                "otelcol_exporter_prometheus_series_collisions",
                "{datapoints}",
                "Points that changed a series of another resource.",
                Map.of());
    converted =
        settings
            .meter()
            .counter(
                "otelcol_exporter_prometheus_converted_histograms",
                "{datapoints}",
                "Points of exponential histograms too coarse for native ones: they are served with"
                    + " explicit bounds in every format.",
                Map.of());
    renamed =
        settings
            .meter()
            .counter(
                "otelcol_exporter_prometheus_renamed_metrics",
                "{metrics}",
                "Metrics whose name belongs to another type, each time they were served under"
                    + " another name.",
                Map.of());
    hidden =
        settings
            .meter()
            .counter(
                "otelcol_exporter_prometheus_hidden_series",
                "{series}",
                "Series that a scraper did not get because it could not tell them from others, each"
                    + " time.",
                Map.of());
  }

  /** Counts points of a metric. */
  void add(Reason reason, long count, String metric) {
    Meter.Counter counter = dropped.get(reason);
    if (counter == null || count == 0) {
      return;
    }
    counter.add(count);
    if (reason != Reason.LATE && isNew(reason + metric)) {
      logger.warn("a point of {} {}", metric, reason.words);
    }
  }

  /** Counts a point that changed a series of another resource. */
  void collision(String metric, String labels) {
    collisions.add(1);
    if (isNew("collision" + metric)) {
      logger.warn(
          "{}{{}} comes from more than one resource: give them a service.name and a"
              + " service.instance.id, or make labels of what sets them apart",
          metric,
          labels);
    }
  }

  /** Counts a point of an exponential histogram of a scale that Prometheus does not have. */
  void converted(String metric, int scale) {
    converted.add(1);
    if (isNew("converted" + metric)) {
      logger.warn(
          "{} has scale {}, which Prometheus does not have: it is served with explicit bounds"
              + " (expected: {} or more)",
          metric,
          scale,
          NativeBuckets.COARSEST);
    }
  }

  /** Counts a series that cannot be told from another in the names a scraper takes. */
  void hidden(String metric, String labels) {
    hidden.add(1);
    if (isNew("hidden" + metric)) {
      logger.warn(
          "of the series of {} several are {{}} with the names a scraper takes: one of them is"
              + " served (expected: escaping=allow-utf-8, or labels that differ in more than such"
              + " characters)",
          metric,
          labels);
    }
  }

  /** Counts a family that does not get its name. */
  void renamed(Kind kind, String name, String given) {
    renamed.add(1);
    if (isNew("renamed" + kind + name)) {
      logger.warn(
          "the name {} is wanted by metrics of different types: the {} is served as {}",
          name,
          kind.text(),
          given);
    }
  }

  private boolean isNew(String warning) {
    return said.size() < MOST_WARNINGS && said.add(warning);
  }
}

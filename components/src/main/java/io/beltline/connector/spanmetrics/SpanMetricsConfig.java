package io.beltline.connector.spanmetrics;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What users write under the {@code span_metrics} connector.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/spanmetricsconnector">the
 *     keys and defaults</a>
 */
public record SpanMetricsConfig(
    @Doc("Attributes that become dimensions of all metrics.") @Default("[]")
        List<DimensionConfig> dimensions,
    @Doc("Further dimensions of the calls.") @Default("[]") List<DimensionConfig> callsDimensions,
    @Doc(
            "Dimensions that are left out: service.name, span.name, span.kind, status.code or"
                + " collector.instance.id.")
        @Default("[]")
        List<String> excludeDimensions,
    @Doc("Accepted, without effect: see aggregation_cardinality_limit.") @Default("0")
        int dimensionsCacheSize,
    @Doc(
            "How many resources are kept; one more replaces the one that was not seen for longest,"
                + " after its metrics were sent once more.")
        @Default("1000")
        int resourceMetricsCacheSize,
    @Doc("The attributes that tell resources apart; none for all attributes.") @Default("[]")
        List<String> resourceMetricsKeyAttributes,
    @Doc("What points tell: all since their start, or what came since the point before.")
        @Default("AGGREGATION_TEMPORALITY_CUMULATIVE")
        Temporality aggregationTemporality,
    HistogramConfig histogram,
    @Doc("How often metrics are sent.") @Default("60s") Duration metricsFlushInterval,
    @Doc("After how long without spans the metrics of a resource are forgotten; 0 for never.")
        @Default("0s")
        Duration metricsExpiration,
    @Doc("After how long without spans a single series is forgotten; 0 for never.") @Default("0s")
        Duration seriesExpiration,
    @Doc("With delta temporality: how many series remember when their last point was.")
        @Default("1000")
        int metricTimestampCacheSize,
    @Doc("What the names of metrics begin with, before a dot.") @Default("traces.span.metrics")
        String namespace,
    ExemplarsConfig exemplars,
    EventsConfig events,
    @Doc(
            "Names of instrumentation scopes whose name and version become dimensions of their"
                + " spans.")
        @Default("[]")
        List<String> includeInstrumentationScope,
    @Doc(
            "How many series a metric of one resource has at most; the rest counts together as"
                + " otel.metric.overflow. 0 stands for 100000.")
        @Default("0")
        int aggregationCardinalityLimit,
    @Doc(
            "How many series are kept over all metrics and resources; where there is no room left,"
                + " the rest counts together, by resource, as otel.metric.overflow.")
        @Default("1000000")
        int maxSeries,
    @Doc("Accepted: metrics always have the attributes of their spans' resource.") @Default("false")
        boolean addResourceAttributes,
    @Doc(
            "Add sampling.method: extrapolated for spans whose trace state tells how they were"
                + " sampled, counted for others.")
        @Default("false")
        boolean enableMetricsSamplingMethod)
    implements Validated {

  /**
   * The histogram of durations.
   *
   * @param disable leaves it out
   * @param unit the unit of durations
   * @param exponential buckets by powers
   * @param explicit buckets by bounds
   * @param dimensions further dimensions
   */
  public record HistogramConfig(
      @Doc("Leave the histogram out.") @Default("false") boolean disable,
      @Doc("The unit of durations.") @Default("ms") DurationUnit unit,
      @Section(absent = Presence.OFF, nulled = Presence.OFF)
          @Doc("Buckets that fit themselves to the durations, in place of explicit ones.")
          @Nullable ExponentialConfig exponential,
      @Section(absent = Presence.OFF, nulled = Presence.OFF)
          @Doc("Buckets with given bounds, which are the default.")
          @Nullable ExplicitConfig explicit,
      @Doc("Further dimensions of the histogram.") @Default("[]") List<DimensionConfig> dimensions)
      implements Validated {
    @Override
    public void validate(Problems problems) {
      if (exponential != null && explicit != null) {
        problems.add("exponential", "stands beside explicit (expected: one of them)");
      }
      DimensionConfig.validate("dimensions", dimensions, problems);
    }
  }

  /**
   * Buckets by powers.
   *
   * @param maxSize how many there are at most
   */
  public record ExponentialConfig(
      @Doc("How many buckets there are at most; 0 stands for 160.") @Default("160") int maxSize)
      implements Validated {
    @Override
    public void validate(Problems problems) {
      if (maxSize != 0 && (maxSize < 2 || maxSize > 16384)) {
        problems.add("max_size", "is out of range (expected: 2 to 16384)");
      }
    }
  }

  /**
   * Buckets by bounds.
   *
   * @param buckets upper bounds, ascending
   */
  public record ExplicitConfig(
      @Doc("Upper bounds of the buckets in ascending order. Without them, none but one bucket.")
          @Default("[]")
          List<Duration> buckets)
      implements Validated {
    @Override
    public void validate(Problems problems) {
      for (int i = 1; i < buckets.size(); i++) {
        if (buckets.get(i).compareTo(buckets.get(i - 1)) <= 0) {
          problems.add("buckets::" + i, "is not above the one before (expected: ascending bounds)");
        }
      }
    }
  }

  /**
   * Spans as examples of points.
   *
   * @param enabled whether there are any
   * @param maxPerDataPoint how many a point has at most
   */
  public record ExemplarsConfig(
      @Doc("Name spans as examples of what a point counts.") @Default("false") boolean enabled,
      @Doc("How many examples a point has at most; further spans are not named.") @Default("5")
          int maxPerDataPoint)
      implements Validated {
    @Override
    public void validate(Problems problems) {
      if (enabled && maxPerDataPoint < 0) {
        problems.add("max_per_data_point", "must not be negative");
      }
    }
  }

  /**
   * A metric of span events.
   *
   * @param enabled whether there is one
   * @param dimensions its further dimensions, attributes of events
   */
  public record EventsConfig(
      @Doc("Count the events of spans too.") @Default("false") boolean enabled,
      @Doc("Attributes of events that become dimensions; at least one.") @Default("[]")
          List<DimensionConfig> dimensions)
      implements Validated {
    @Override
    public void validate(Problems problems) {
      if (enabled && dimensions.isEmpty()) {
        problems.add("dimensions", "is empty (expected: at least one dimension of events)");
      } else if (enabled) {
        DimensionConfig.validate("dimensions", dimensions, problems);
      }
    }
  }

  @Override
  public void validate(Problems problems) {
    DimensionConfig.validate("dimensions", dimensions, problems);
    DimensionConfig.validate("calls_dimensions", callsDimensions, problems);
    if (resourceMetricsCacheSize <= 0) {
      problems.add("resource_metrics_cache_size", "must be positive (expected: such as 1000)");
    }
    if (!metricsFlushInterval.isPositive()) {
      problems.add("metrics_flush_interval", "must be positive (expected: such as 60s)");
    }
    if (metricsExpiration.isNegative()) {
      problems.add("metrics_expiration", "must not be negative (expected: such as 5m)");
    }
    if (seriesExpiration.isNegative()) {
      problems.add("series_expiration", "must not be negative (expected: such as 5m)");
    }
    if (aggregationTemporality == Temporality.DELTA && metricTimestampCacheSize <= 0) {
      problems.add("metric_timestamp_cache_size", "must be positive (expected: such as 1000)");
    }
    if (aggregationCardinalityLimit < 0) {
      problems.add(
          "aggregation_cardinality_limit", "must not be negative (expected: such as 1000)");
    }
    if (maxSeries <= 0) {
      problems.add("max_series", "must be positive (expected: such as 1000000)");
    }
  }
}

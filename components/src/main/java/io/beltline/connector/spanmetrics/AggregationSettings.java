package io.beltline.connector.spanmetrics;

import io.beltline.components.metrics.Aggregate;
import io.beltline.components.metrics.ExplicitHistogram;
import io.beltline.components.metrics.ExponentialHistogram;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How spans are aggregated.
 *
 * @param names what things are called
 * @param calls dimensions of the calls
 * @param durations dimensions of the durations
 * @param events dimensions of events, or null if they are not counted
 * @param excluded common dimensions that are left out
 * @param scopes instrumentation scopes that become dimensions
 * @param histogram makes the aggregate of durations, or null if there is none
 * @param unit the unit of durations
 * @param temporality what points tell
 * @param samplingMethod whether it is a dimension
 * @param exemplars how many a point has at most; 0 for none
 * @param limits what is kept, and for how long
 * @param form what the metrics look like
 */
record AggregationSettings(
    MetricNames names,
    DimensionList calls,
    DimensionList durations,
    @Nullable DimensionList events,
    Set<String> excluded,
    Set<String> scopes,
    @Nullable Supplier<Aggregate> histogram,
    DurationUnit unit,
    Temporality temporality,
    boolean samplingMethod,
    int exemplars,
    Limits limits,
    Form form) {
  private static final double[] DEFAULT_MILLIS = {
    2, 4, 6, 8, 10, 50, 100, 200, 400, 800, 1000, 1400, 2000, 5000, 10_000, 15_000
  };
  private static final int DEFAULT_SIZE = 160;
  private static final int MOST_SERIES = 100_000;

  /**
   * What things are called.
   *
   * @param calls the metric of calls
   * @param duration the metric of durations
   * @param events the metric of events
   * @param spanName the dimension of the span's name
   */
  record MetricNames(String calls, String duration, String events, String spanName) {
    static MetricNames under(String namespace) {
      String prefix = namespace.isEmpty() ? "" : namespace + ".";
      return new MetricNames(
          prefix + "calls", prefix + "duration", prefix + "events", CommonDimensions.SPAN_NAME);
    }
  }

  /**
   * What is kept, and for how long.
   *
   * @param resources how many resources
   * @param resourceKeys the attributes that tell resources apart; none for all
   * @param series how many series of a metric and resource
   * @param allSeries how many over all metrics and resources
   * @param resourceExpiration after how long without spans a resource goes; zero for never
   * @param seriesExpiration after how long without spans a series goes; zero for never
   * @param timestamps how many series remember their last point
   */
  record Limits(
      int resources,
      Set<String> resourceKeys,
      int series,
      int allSeries,
      Duration resourceExpiration,
      Duration seriesExpiration,
      int timestamps) {}

  /** What the metrics look like. */
  enum Form {
    /** As the connector makes them: under the resource of the spans, new sums as zero first. */
    CONNECTOR("spanmetricsconnector"),
    /** As the processor made them: all under one empty resource, as they are. */
    PROCESSOR("spanmetricsprocessor");

    private final String scope;

    Form(String scope) {
      this.scope = scope;
    }

    /** The name of the instrumentation scope. */
    String scope() {
      return scope;
    }
  }

  static AggregationSettings of(SpanMetricsConfig config) {
    var exemplars = config.exemplars();
    int limit = config.aggregationCardinalityLimit();
    return new AggregationSettings(
        MetricNames.under(config.namespace()),
        DimensionList.of(config.dimensions(), config.callsDimensions()),
        DimensionList.of(config.dimensions(), config.histogram().dimensions()),
        config.events().enabled()
            ? DimensionList.of(config.dimensions(), config.events().dimensions())
            : null,
        Set.copyOf(config.excludeDimensions()),
        Set.copyOf(config.includeInstrumentationScope()),
        histogram(config.histogram()),
        config.histogram().unit(),
        config.aggregationTemporality(),
        config.enableMetricsSamplingMethod(),
        exemplars.enabled() ? exemplars.maxPerDataPoint() : 0,
        new Limits(
            config.resourceMetricsCacheSize(),
            Set.copyOf(config.resourceMetricsKeyAttributes()),
            limit == 0 ? MOST_SERIES : limit,
            config.maxSeries(),
            config.metricsExpiration(),
            config.seriesExpiration(),
            config.metricTimestampCacheSize()),
        Form.CONNECTOR);
  }

  private static @Nullable Supplier<Aggregate> histogram(SpanMetricsConfig.HistogramConfig config) {
    if (config.disable()) {
      return null;
    }
    if (config.exponential() != null) {
      int written = config.exponential().maxSize();
      int size = written == 0 ? DEFAULT_SIZE : written;
      return () -> new ExponentialHistogram(size);
    }
    double[] bounds =
        config.explicit() == null
            ? defaults(config.unit())
            : bounds(config.explicit().buckets(), config.unit());
    return () -> new ExplicitHistogram(bounds);
  }

  static double[] bounds(List<Duration> buckets, DurationUnit unit) {
    return buckets.stream().mapToDouble(bucket -> bucket.toNanos() / unit.nanos()).toArray();
  }

  static double[] defaults(DurationUnit unit) {
    double[] bounds = DEFAULT_MILLIS.clone();
    for (int i = 0; unit == DurationUnit.SECONDS && i < bounds.length; i++) {
      bounds[i] /= 1000;
    }
    return bounds;
  }
}

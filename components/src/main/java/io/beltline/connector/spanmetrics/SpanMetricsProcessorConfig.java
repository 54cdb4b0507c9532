package io.beltline.connector.spanmetrics;

import io.beltline.api.ComponentId;
import io.beltline.components.metrics.ExplicitHistogram;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import io.beltline.connector.spanmetrics.AggregationSettings.Form;
import io.beltline.connector.spanmetrics.AggregationSettings.Limits;
import io.beltline.connector.spanmetrics.AggregationSettings.MetricNames;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What users write under the {@code spanmetrics} processor.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.95.0/processor/spanmetricsprocessor">the
 *     keys and defaults</a>
 */
public record SpanMetricsProcessorConfig(
    @Doc("The exporter that gets the metrics; a metrics pipeline must end in it.")
        @Nullable ComponentId metricsExporter,
    @Doc("Upper bounds of the buckets of durations, ascending; without them, 2 ms to 15 s.")
        @Nullable List<Duration> latencyHistogramBuckets,
    @Doc("Attributes of the span or, if it has none, of the resource that become dimensions.")
        @Default("[]")
        List<Dimension> dimensions,
    @Doc("How many series are kept; the rest counts together as otel.metric.overflow.")
        @Default("1000")
        int dimensionsCacheSize,
    @Doc("What points tell: all since their start, or what came since the point before.")
        @Default("AGGREGATION_TEMPORALITY_CUMULATIVE")
        Temporality aggregationTemporality,
    @Doc("How often metrics are sent.") @Default("15s") Duration metricsFlushInterval,
    @Doc("What the names of metrics begin with, before a dot.") @Default("") String namespace)
    implements Validated {
  private static final String OPERATION = "operation";
  private static final int EXEMPLARS = 5;

  /**
   * An attribute as a dimension.
   *
   * @param name its key
   * @param defaultValue what it is where it is missing
   */
  public record Dimension(
      @Default("") @Doc("The key of the attribute.") String name,
      @io.beltline.config.Key("default")
          @Doc("The value where the attribute is missing. Without it, the dimension is left out.")
          @Nullable String defaultValue)
      implements Validated {
    @Override
    public void validate(Problems problems) {
      if (name.isEmpty()) {
        problems.add("name", "must be specified (expected: the key of an attribute)");
      }
    }
  }

  @Override
  public void validate(Problems problems) {
    if (metricsExporter == null) {
      problems.add("metrics_exporter", "must be specified (expected: an exporter of metrics)");
    }
    Set<String> taken =
        new HashSet<>(
            List.of(
                CommonDimensions.SERVICE_NAME,
                OPERATION,
                CommonDimensions.SPAN_KIND,
                CommonDimensions.STATUS_CODE));
    for (int i = 0; i < dimensions.size(); i++) {
      String name = dimensions.get(i).name();
      if (!name.isEmpty() && !taken.add(name)) {
        problems.add("dimensions::" + i + "::name", "\"" + name + "\" is a dimension already");
      }
    }
    List<Duration> buckets = latencyHistogramBuckets == null ? List.of() : latencyHistogramBuckets;
    for (int i = 1; i < buckets.size(); i++) {
      if (buckets.get(i).compareTo(buckets.get(i - 1)) <= 0) {
        problems.add(
            "latency_histogram_buckets::" + i,
            "is not above the one before (expected: ascending bounds)");
      }
    }
    if (dimensionsCacheSize <= 0) {
      problems.add("dimensions_cache_size", "must be positive (expected: such as 1000)");
    }
    if (!metricsFlushInterval.isPositive()) {
      problems.add("metrics_flush_interval", "must be positive (expected: such as 15s)");
    }
  }

  /** How spans are aggregated so that metrics look as those of the processor did. */
  AggregationSettings settings() {
    String prefix = namespace.isEmpty() ? "" : namespace + ".";
    DurationUnit unit = DurationUnit.MILLISECONDS;
    double[] bounds =
        latencyHistogramBuckets == null
            ? AggregationSettings.defaults(unit)
            : AggregationSettings.bounds(latencyHistogramBuckets, unit);
    DimensionList list =
        DimensionList.of(
            dimensions.stream()
                .map(one -> new DimensionConfig(one.name(), one.defaultValue(), ""))
                .toList(),
            List.of());
    return new AggregationSettings(
        new MetricNames(prefix + "calls_total", prefix + "latency", "", OPERATION),
        list,
        list,
        null,
        Set.of(CommonDimensions.COLLECTOR),
        Set.of(),
        () -> new ExplicitHistogram(bounds),
        unit,
        aggregationTemporality,
        false,
        EXEMPLARS,
        new Limits(
            1,
            Set.of(),
            dimensionsCacheSize,
            Integer.MAX_VALUE,
            Duration.ZERO,
            Duration.ZERO,
            dimensionsCacheSize),
        Form.PROCESSOR);
  }
}

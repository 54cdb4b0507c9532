package io.beltline.components.scrape;

import io.beltline.config.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What users write under a metric.
 *
 * @param enabled whether it is sent; null for its default
 * @param aggregationStrategy how points become one that differ only in attributes left out; null
 *     for the default of the metric's kind
 * @param attributes the attributes points have; null for its default
 */
public record MetricConfig(
    @Doc("Whether the metric is sent; its default stands in the table of metrics.")
        @Nullable Boolean enabled,
    @Doc(
            "How points become one that differ only in attributes left out: sum by default, avg for"
                + " gauges.")
        @Nullable Strategy aggregationStrategy,
    @Doc("The attributes of its points; the others are left out.")
        @Nullable List<String> attributes) {

  /** Nothing written: the metric's defaults. */
  static final MetricConfig DEFAULTS = new MetricConfig(null, null, null);

  /** How several points become one. */
  public enum Strategy {
    SUM,
    AVG,
    MIN,
    MAX;

    double join(double sum, double value) {
      return switch (this) {
        case SUM, AVG -> sum + value;
        case MIN -> Math.min(sum, value);
        case MAX -> Math.max(sum, value);
      };
    }

    long join(long sum, long value) {
      return switch (this) {
        case SUM, AVG -> sum + value;
        case MIN -> Math.min(sum, value);
        case MAX -> Math.max(sum, value);
      };
    }
  }
}

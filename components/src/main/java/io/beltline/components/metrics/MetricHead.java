package io.beltline.components.metrics;

/**
 * What a metric is, beside its points.
 *
 * @param name its name
 * @param description may be empty
 * @param unit may be empty
 * @param kind what its points are
 * @param temporality the number of its aggregation temporality; 0 where the kind has none
 * @param monotonic whether a sum only grows
 */
public record MetricHead(
    String name,
    String description,
    String unit,
    PointKind kind,
    int temporality,
    boolean monotonic) {
  /** The temporality of points that tell what came since the point before. */
  public static final int DELTA = 1;

  /** The temporality of points that tell what came since their start. */
  public static final int CUMULATIVE = 2;

  /** A value as it is at a time. */
  public static MetricHead gauge(String name) {
    return new MetricHead(name, "", "", PointKind.GAUGE, 0, false);
  }

  /** A sum that only grows. */
  public static MetricHead counter(String name, String unit, int temporality) {
    return new MetricHead(name, "", unit, PointKind.SUM, temporality, true);
  }
}

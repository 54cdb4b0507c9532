package io.beltline.components.scrape;

import java.util.List;

/**
 * The declaration of a metric: what users can configure, what goes out and what its README says
 * come from it.
 *
 * @param name its name
 * @param unit its unit
 * @param description what it tells
 * @param kind what its points are
 * @param isDecimal whether values have fractions
 * @param isDefault whether it is on without being asked for
 * @param attributes the attributes of its points, in the order values are given
 */
public record MetricSpec(
    String name,
    String unit,
    String description,
    Kind kind,
    boolean isDecimal,
    boolean isDefault,
    List<PointAttribute> attributes) {

  /** What points are. */
  public enum Kind {
    /** A value of now. */
    GAUGE("gauge"),
    /** A value of now whose sum over series has a meaning: a sum that can fall. */
    LEVEL("sum, not monotonic"),
    /** A sum that only grows. */
    COUNTER("sum, monotonic");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** The words for it. */
    public String words() {
      return words;
    }
  }

  /** A sum that only grows, of whole numbers. */
  public static MetricSpec counter(String name, String unit, String description) {
    return of(Kind.COUNTER, name, unit, description);
  }

  /** A sum that can fall, of whole numbers. */
  public static MetricSpec level(String name, String unit, String description) {
    return of(Kind.LEVEL, name, unit, description);
  }

  /** A gauge of whole numbers. */
  public static MetricSpec gauge(String name, String unit, String description) {
    return of(Kind.GAUGE, name, unit, description);
  }

  private static MetricSpec of(Kind kind, String name, String unit, String description) {
    return new MetricSpec(name, unit, description, kind, false, true, List.of());
  }

  /** The same with values that have fractions. */
  public MetricSpec decimal() {
    return new MetricSpec(name, unit, description, kind, true, isDefault, attributes);
  }

  /** The same, left out unless it is asked for. */
  public MetricSpec onRequest() {
    return new MetricSpec(name, unit, description, kind, isDecimal, false, attributes);
  }

  /** The same with attributes. */
  public MetricSpec by(PointAttribute... keys) {
    return new MetricSpec(name, unit, description, kind, isDecimal, isDefault, List.of(keys));
  }

  /** How points that differ only in attributes left out become one, unless users say otherwise. */
  MetricConfig.Strategy strategy() {
    return kind == Kind.GAUGE ? MetricConfig.Strategy.AVG : MetricConfig.Strategy.SUM;
  }
}

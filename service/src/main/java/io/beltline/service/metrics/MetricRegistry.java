package io.beltline.service.metrics;

import io.beltline.api.Meter;
import io.beltline.service.metrics.Owned.Origin;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Holds every instrument of the process. Outlives graphs, so that a reload does not reset counters.
 * Safe for all threads.
 */
public final class MetricRegistry implements Meter {
  private final Map<String, MetricFamily> families = new ConcurrentSkipListMap<>();
  private final LongSupplier unixNanos;

  /** A registry all of whose series count since the beginning. */
  public MetricRegistry() {
    this(() -> 0);
  }

  /** A registry whose series count since they were made, by a clock of Unix nanoseconds. */
  public MetricRegistry(LongSupplier unixNanos) {
    this.unixNanos = unixNanos;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the name is in use for another kind of instrument
   */
  @Override
  public Counter counter(String name, String unit, String description, Map<String, String> labels) {
    return counter(name, unit, description, labels, Map.of());
  }

  /** A counter that belongs to the meter with some labels. */
  Counter counter(
      String name,
      String unit,
      String description,
      Map<String, String> labels,
      Map<String, String> owner) {
    return family(name, MetricKind.COUNTER, unit, description)
        .sum(labels, () -> new Origin(owner, unixNanos.getAsLong()));
  }

  @Override
  public void gauge(
      String name,
      String unit,
      String description,
      Map<String, String> labels,
      DoubleSupplier value) {
    family(name, MetricKind.GAUGE, unit, description).supply(labels, value);
  }

  /** A sum that only grows and is kept elsewhere, read when somebody looks. */
  public void observedCounter(
      String name,
      String unit,
      String description,
      Map<String, String> labels,
      DoubleSupplier value) {
    family(name, MetricKind.COUNTER, unit, description).supply(labels, value);
  }

  @Override
  public Histogram histogram(
      String name, String unit, String description, Map<String, String> labels, double... bounds) {
    return histogram(name, unit, description, labels, Map.of(), bounds);
  }

  /** A histogram that belongs to the meter with some labels. */
  Histogram histogram(
      String name,
      String unit,
      String description,
      Map<String, String> labels,
      Map<String, String> owner,
      double[] bounds) {
    return family(name, MetricKind.HISTOGRAM, unit, description)
        .distribution(labels, () -> new Origin(owner, unixNanos.getAsLong()), bounds);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Suppliers stay, and what components have asked for through meters of their own.
   */
  @Override
  public void forget(Map<String, String> labels) {
    forget(Map.of(), labels);
  }

  /** Takes out what the meter with some labels has given and counts under all of others. */
  void forget(Map<String, String> owner, Map<String, String> labels) {
    families.values().forEach(family -> family.forget(owner, labels));
  }

  /** Takes back a supplier, unless another has replaced it meanwhile. */
  public void forget(String name, Map<String, String> labels, DoubleSupplier value) {
    MetricFamily family = families.get(name);
    if (family != null) {
      family.forget(labels, value);
    }
  }

  /** Reads every sum that is kept here, in the order of names and labels. */
  public void counters(SumReader reader) {
    for (MetricFamily family : families.values()) {
      family
          .series()
          .forEach(
              (labels, series) -> {
                if (series instanceof Sum sum) {
                  reader.read(family.name(), labels.labels(), sum.value());
                }
              });
    }
  }

  /** Takes the value of a sum. */
  @FunctionalInterface
  public interface SumReader {
    /** Takes it. */
    void read(String name, Map<String, String> labels, long value);
  }

  /** The families by name. */
  Collection<MetricFamily> families() {
    return families.values();
  }

  private MetricFamily family(String name, MetricKind kind, String unit, String description) {
    MetricFamily family =
        families.computeIfAbsent(name, n -> new MetricFamily(n, kind, unit, description));
    if (family.kind() != kind) {
      throw new IllegalArgumentException(
          "metric \""
              + name
              + "\" is a "
              + family.kind().label()
              + " (asked: "
              + kind.label()
              + ")");
    }
    return family;
  }
}

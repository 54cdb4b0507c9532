package io.beltline.api;

import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * The collector's own metrics. Names are those of the OpenTelemetry Collector ({@code otelcol_*}),
 * without the {@code _total} suffix that exposition adds. Asking twice for the same name and labels
 * gives the same instrument.
 */
public interface Meter {

  /** A sum that only grows. */
  Counter counter(String name, String unit, String description, Map<String, String> labels);

  /**
   * A value read when somebody looks; a later supplier for the same name and labels replaces the
   * earlier one.
   */
  void gauge(
      String name,
      String unit,
      String description,
      Map<String, String> labels,
      DoubleSupplier value);

  /** A distribution with explicit upper bounds in ascending order. */
  Histogram histogram(
      String name, String unit, String description, Map<String, String> labels, double... bounds);

  /** A sum that only grows. Cheap under contention. */
  interface Counter {
    /** Adds; negative amounts are a bug and ignored. */
    void add(long amount);

    /** The sum so far. */
    long value();
  }

  /** A distribution. Cheap under contention. */
  @FunctionalInterface
  interface Histogram {
    /** Records one value. */
    void record(double value);
  }
}

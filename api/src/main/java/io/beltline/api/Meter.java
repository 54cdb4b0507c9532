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

  /**
   * Takes back every instrument this meter has given whose labels hold all of these: for what comes
   * and goes under names from outside, such as the addresses of backends. It vanishes from pages
   * and reports at once, its last value with it; wait where that is still to be seen. Who holds
   * such an instrument may go on calling it, unseen. Asked for anew it begins at zero, which
   * readers take for a restart, as its start time says where there is one. No labels take back all.
   *
   * <p>Safe for all threads: what is asked for meanwhile is taken back or stays.
   */
  void forget(Map<String, String> labels);

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

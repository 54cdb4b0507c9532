package io.beltline.testkit;

import io.beltline.api.Meter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/** Instruments whose values a test can read. Safe for all threads. */
public final class RecordingMeter implements Meter {
  private final Map<String, Sum> counters = new ConcurrentHashMap<>();
  private final Map<String, DoubleSupplier> gauges = new ConcurrentHashMap<>();
  private final Map<String, List<Double>> histograms = new ConcurrentHashMap<>();

  @Override
  public Counter counter(String name, String unit, String description, Map<String, String> labels) {
    return counters.computeIfAbsent(key(name, labels), key -> new Sum());
  }

  @Override
  public void gauge(
      String name,
      String unit,
      String description,
      Map<String, String> labels,
      DoubleSupplier value) {
    gauges.put(key(name, labels), value);
  }

  @Override
  public Histogram histogram(
      String name, String unit, String description, Map<String, String> labels, double... bounds) {
    List<Double> values = histograms.computeIfAbsent(key(name, labels), key -> new ArrayList<>());
    return value -> {
      synchronized (values) {
        values.add(value);
      }
    };
  }

  /** The sum of a counter; 0 if nobody asked for it. */
  public long count(String name, Map<String, String> labels) {
    Sum sum = counters.get(key(name, labels));
    return sum == null ? 0 : sum.value();
  }

  /** The sum of all counters of a name, whatever their labels. */
  public long count(String name) {
    return counters.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(name + "{"))
        .mapToLong(entry -> entry.getValue().value())
        .sum();
  }

  /** The value of a gauge now; NaN if nobody made it. */
  public double gauge(String name, Map<String, String> labels) {
    DoubleSupplier supplier = gauges.get(key(name, labels));
    return supplier == null ? Double.NaN : supplier.getAsDouble();
  }

  private static String key(String name, Map<String, String> labels) {
    return name + new TreeMap<>(labels);
  }

  private static final class Sum implements Counter {
    private final LongAdder sum = new LongAdder();

    @Override
    public void add(long amount) {
      sum.add(Math.max(0, amount));
    }

    @Override
    public long value() {
      return sum.sum();
    }
  }
}

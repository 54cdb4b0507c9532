package io.beltline.testkit;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.beltline.api.Meter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/** Instruments whose values a test can read. Safe for all threads. */
public final class RecordingMeter implements Meter {
  private final Map<Key, Sum> counters = new ConcurrentHashMap<>();
  private final Map<Key, DoubleSupplier> gauges = new ConcurrentHashMap<>();
  private final Map<Key, List<Double>> histograms = new ConcurrentHashMap<>();

  private record Key(String name, Map<String, String> labels) {
    Key {
      labels = Map.copyOf(labels);
    }

    boolean has(Map<String, String> some) {
      return labels.entrySet().containsAll(some.entrySet());
    }
  }

  @Override
  public Counter counter(String name, String unit, String description, Map<String, String> labels) {
    return counters.computeIfAbsent(new Key(name, labels), key -> new Sum());
  }

  @Override
  public void gauge(
      String name,
      String unit,
      String description,
      Map<String, String> labels,
      DoubleSupplier value) {
    gauges.put(new Key(name, labels), value);
  }

  @Override
  public Histogram histogram(
      String name, String unit, String description, Map<String, String> labels, double... bounds) {
    List<Double> values =
        histograms.computeIfAbsent(new Key(name, labels), key -> new ArrayList<>());
    return value -> {
      synchronized (values) {
        values.add(value);
      }
    };
  }

  @Override
  public void forget(Map<String, String> labels) {
    counters.keySet().removeIf(key -> key.has(labels));
    gauges.keySet().removeIf(key -> key.has(labels));
    histograms.keySet().removeIf(key -> key.has(labels));
  }

  /** The sum of a counter; 0 if nobody asked for it. */
  public long count(String name, Map<String, String> labels) {
    Sum sum = counters.get(new Key(name, labels));
    return sum == null ? 0 : sum.value();
  }

  /** The sum of all counters of a name, whatever their labels. */
  public long count(String name) {
    return counters.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(name))
        .mapToLong(entry -> entry.getValue().value())
        .sum();
  }

  /** The labels of all counters of a name. */
  public Set<Map<String, String>> labels(String name) {
    return counters.keySet().stream()
        .filter(key -> key.name().equals(name))
        .map(Key::labels)
        .collect(toUnmodifiableSet());
  }

  /** The value of a gauge now; NaN if nobody made it. */
  public double gauge(String name, Map<String, String> labels) {
    DoubleSupplier supplier = gauges.get(new Key(name, labels));
    return supplier == null ? Double.NaN : supplier.getAsDouble();
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

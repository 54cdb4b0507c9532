package io.beltline.service.metrics;

import io.beltline.service.metrics.Owned.Origin;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** All series of one name. */
final class MetricFamily {
  private final String name;
  private final MetricKind kind;
  private final String unit;
  private final String description;
  private final Map<LabelSet, Object> series = new ConcurrentSkipListMap<>();

  MetricFamily(String name, MetricKind kind, String unit, String description) {
    this.name = name;
    this.kind = kind;
    this.unit = unit;
    this.description = description;
  }

  String name() {
    return name;
  }

  MetricKind kind() {
    return kind;
  }

  String unit() {
    return unit;
  }

  String description() {
    return description;
  }

  /** Series by labels: a {@link Sum}, a {@link Distribution} or a {@link DoubleSupplier}. */
  Map<LabelSet, Object> series() {
    return series;
  }

  Sum sum(Map<String, String> labels, Supplier<Origin> origin) {
    return (Sum) series.computeIfAbsent(LabelSet.of(labels), _ -> new Sum(origin.get()));
  }

  Distribution distribution(Map<String, String> labels, Supplier<Origin> origin, double[] bounds) {
    return (Distribution)
        series.computeIfAbsent(LabelSet.of(labels), _ -> new Distribution(origin.get(), bounds));
  }

  void supply(Map<String, String> labels, DoubleSupplier value) {
    series.put(LabelSet.of(labels), value);
  }

  void forget(Map<String, String> labels, DoubleSupplier value) {
    series.remove(LabelSet.of(labels), value);
  }

  /** Takes out what the meter with some labels has given and counts under all of others. */
  void forget(Map<String, String> owner, Map<String, String> labels) {
    series
        .entrySet()
        .removeIf(entry -> Owned.by(owner, entry.getValue()) && entry.getKey().hasAll(labels));
  }
}

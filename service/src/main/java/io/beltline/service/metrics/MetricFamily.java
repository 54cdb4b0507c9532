package io.beltline.service.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.DoubleSupplier;

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

  Sum sum(Map<String, String> labels) {
    return (Sum) series.computeIfAbsent(LabelSet.of(labels), _ -> new Sum());
  }

  Distribution distribution(Map<String, String> labels, double[] bounds) {
    return (Distribution)
        series.computeIfAbsent(LabelSet.of(labels), _ -> new Distribution(bounds));
  }

  void supply(Map<String, String> labels, DoubleSupplier value) {
    series.put(LabelSet.of(labels), value);
  }

  void forget(Map<String, String> labels, DoubleSupplier value) {
    series.remove(LabelSet.of(labels), value);
  }
}

package io.beltline.service.metrics;

import io.beltline.api.Meter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * The meter of one component: adds the label that names it, and takes its suppliers back when it
 * ends, so that an ended component is neither shown nor kept alive by its gauges.
 */
public final class ComponentMeter implements Meter, AutoCloseable {
  private final MetricRegistry registry;
  private final Map<String, String> identity;
  private final List<Supplied> supplied = new ArrayList<>();

  /** A meter that adds labels to every instrument. */
  public ComponentMeter(MetricRegistry registry, Map<String, String> identity) {
    this.registry = registry;
    this.identity = Map.copyOf(identity);
  }

  @Override
  public Counter counter(String name, String unit, String description, Map<String, String> labels) {
    return registry.counter(name, unit, description, with(labels));
  }

  @Override
  public void gauge(
      String name,
      String unit,
      String description,
      Map<String, String> labels,
      DoubleSupplier value) {
    Map<String, String> all = with(labels);
    registry.gauge(name, unit, description, all, value);
    synchronized (supplied) {
      supplied.add(new Supplied(name, all, value));
    }
  }

  @Override
  public Histogram histogram(
      String name, String unit, String description, Map<String, String> labels, double... bounds) {
    return registry.histogram(name, unit, description, with(labels), bounds);
  }

  @Override
  public void close() {
    synchronized (supplied) {
      supplied.forEach(s -> registry.forget(s.name(), s.labels(), s.value()));
      supplied.clear();
    }
  }

  private Map<String, String> with(Map<String, String> labels) {
    if (labels.isEmpty()) {
      return identity;
    }
    Map<String, String> all = new HashMap<>(identity);
    all.putAll(labels);
    return all;
  }

  private record Supplied(String name, Map<String, String> labels, DoubleSupplier value) {}
}

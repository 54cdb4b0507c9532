package io.beltline.service.metrics;

import io.beltline.api.Meter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * The meter of one component: adds the label that names it, shows its gauges once it has started,
 * so that one that never does replaces none of a running one, and takes them back when it ends, so
 * that an ended component is neither shown nor kept alive by them. Safe for all threads.
 */
public final class ComponentMeter implements Meter, AutoCloseable {
  private final MetricRegistry registry;
  private final Map<String, String> identity;
  private final List<Supplied> supplied = new ArrayList<>();
  private final Runnable closed;
  private boolean open;
  private boolean ended;

  /** A meter that adds labels to every instrument. */
  public ComponentMeter(MetricRegistry registry, Map<String, String> identity) {
    this(registry, identity, () -> {});
  }

  /** The same; {@code closed} is called once, when it has closed. */
  ComponentMeter(MetricRegistry registry, Map<String, String> identity, Runnable closed) {
    this.registry = registry;
    this.identity = Map.copyOf(identity);
    this.closed = closed;
  }

  @Override
  public Counter counter(String name, String unit, String description, Map<String, String> labels) {
    return registry.counter(name, unit, description, with(labels), identity);
  }

  @Override
  public void gauge(
      String name,
      String unit,
      String description,
      Map<String, String> labels,
      DoubleSupplier value) {
    Supplied gauge = new Supplied(name, unit, description, with(labels), value);
    synchronized (supplied) {
      supplied.add(gauge);
      if (open) {
        gauge.show(registry);
      }
    }
  }

  @Override
  public Histogram histogram(
      String name, String unit, String description, Map<String, String> labels, double... bounds) {
    return registry.histogram(name, unit, description, with(labels), identity, bounds);
  }

  @Override
  public void forget(Map<String, String> labels) {
    synchronized (supplied) {
      for (Supplied gauge : List.copyOf(supplied)) {
        if (gauge.labels().entrySet().containsAll(labels.entrySet())) {
          supplied.remove(gauge);
          gauge.hide(registry);
        }
      }
    }
    registry.forget(identity, labels);
  }

  /** The component has started: shows its gauges, in place of those of another by its name. */
  public void open() {
    synchronized (supplied) {
      open = true;
      supplied.forEach(gauge -> gauge.show(registry));
    }
  }

  /** Takes back its gauges; what it counted stays. Closing twice is harmless. */
  @Override
  public void close() {
    boolean first;
    synchronized (supplied) {
      first = !ended;
      ended = true;
      open = false;
      supplied.forEach(gauge -> gauge.hide(registry));
      supplied.clear();
    }
    if (first) {
      closed.run();
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

  private record Supplied(
      String name,
      String unit,
      String description,
      Map<String, String> labels,
      DoubleSupplier value) {

    void show(MetricRegistry registry) {
      registry.gauge(name, unit, description, labels, value);
    }

    void hide(MetricRegistry registry) {
      registry.forget(name, labels, value);
    }
  }
}

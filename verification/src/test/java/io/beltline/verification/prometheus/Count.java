package io.beltline.verification.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A metric of numbers with one series for each of two routes, and what they are now. */
final class Count {
  static final List<String> ROUTES = List.of("/cart", "/pay");

  /** What kind of number it is. */
  enum Kind {
    TOTAL,
    DELTA,
    UP_DOWN,
    GAUGE
  }

  private final String name;
  private final String stored;
  private final String unit;
  private final String description;
  private final Kind kind;
  private final Map<String, List<Double>> history = new TreeMap<>();
  private final Map<String, Double> steps = new TreeMap<>();

  /**
   * One of zeros.
   *
   * @param stored what it is called in Prometheus
   */
  Count(String name, String stored, String unit, String description, Kind kind) {
    this.name = name;
    this.stored = stored;
    this.unit = unit;
    this.description = description;
    this.kind = kind;
  }

  String stored() {
    return stored;
  }

  Kind kind() {
    return kind;
  }

  /** Its value after each round. */
  List<Double> history(String route) {
    return history.getOrDefault(route, List.of());
  }

  /** Its value now. */
  double now(String route) {
    return history(route).isEmpty() ? 0 : history(route).getLast();
  }

  /** What the last round counted, which its exemplar tells. */
  double step(String route) {
    return steps.getOrDefault(route, 0.0);
  }

  /** Counts on, and writes the points of a round. */
  void round(ObjectNode metric, RandomGenerator random, Moment moment) {
    metric.put("name", name).put("unit", unit).put("description", description);
    ObjectNode data = metric.putObject(kind == Kind.GAUGE ? "gauge" : "sum");
    if (kind != Kind.GAUGE) {
      data.put("aggregationTemporality", kind == Kind.DELTA ? 1 : 2);
      data.put("isMonotonic", kind != Kind.UP_DOWN);
    }
    ArrayNode points = data.putArray("dataPoints");
    for (String route : ROUTES) {
      double step =
          switch (kind) {
            case TOTAL, DELTA -> random.nextInt(1, 1_000_000);
            case UP_DOWN -> random.nextInt(-50, 50);
            case GAUGE -> random.nextGaussian();
          };
      double value = kind == Kind.GAUGE ? step : now(route) + step;
      history.computeIfAbsent(route, first -> new ArrayList<>()).add(value);
      steps.put(route, step);
      double told = kind == Kind.DELTA ? step : value;
      ObjectNode point = points.addObject();
      moment.of(point, kind == Kind.DELTA);
      if (kind == Kind.TOTAL || kind == Kind.DELTA) {
        point.put("asInt", Long.toString((long) told));
        moment.exemplar(point, step);
      } else {
        point.put("asDouble", told);
      }
      point
          .putArray("attributes")
          .addObject()
          .put("key", "route")
          .putObject("value")
          .put("stringValue", route);
    }
  }
}

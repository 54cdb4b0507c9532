package io.beltline.verification.prometheus;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A metric that tells how measurements are distributed, and all that were made of it so far. */
final class Distribution {
  /** The bounds of those that have bounds. */
  static final double[] BOUNDS = {0.05, 0.1, 0.25, 0.5, 1, 2.5, 5};

  static final double[] QUANTILES = {0.5, 0.9, 0.99};

  /** How it is told. */
  enum Form {
    EXPLICIT,
    EXPONENTIAL,
    SUMMARY
  }

  private final String name;
  private final Form form;
  private final int scale;
  private final boolean delta;
  private final ToDoubleFunction<RandomGenerator> next;
  private final Measurements all = new Measurements();
  private final Map<String, Double> exemplars = new TreeMap<>();

  /**
   * One without measurements.
   *
   * @param scale of an exponential one
   * @param delta whether each round tells of its own measurements alone
   * @param next makes a measurement
   */
  Distribution(
      String name, Form form, int scale, boolean delta, ToDoubleFunction<RandomGenerator> next) {
    this.name = name;
    this.form = form;
    this.scale = scale;
    this.delta = delta;
    this.next = next;
  }

  /** What it is called in Prometheus. */
  String stored() {
    return name.replace('.', '_');
  }

  Form form() {
    return form;
  }

  int scale() {
    return scale;
  }

  boolean isDelta() {
    return delta;
  }

  /** All measurements so far. */
  Measurements all() {
    return all;
  }

  /** The measurements that were told as exemplars, by trace. */
  Map<String, Double> exemplars() {
    return exemplars;
  }

  /** Measures, and writes the point of a round; the last measurement is its exemplar. */
  void round(ObjectNode metric, RandomGenerator random, int measurements, Moment moment) {
    Measurements round = new Measurements();
    for (int i = 0; i < measurements; i++) {
      round.add(next.applyAsDouble(random));
    }
    all.addAll(round);
    Measurements told = delta ? round : all;
    metric.put("name", name).put("description", "Measurements of " + name);
    ObjectNode point =
        switch (form) {
          case EXPLICIT -> explicit(data(metric, "histogram"), told);
          case EXPONENTIAL -> exponential(data(metric, "exponentialHistogram"), told);
          case SUMMARY -> summary(metric.putObject("summary").putArray("dataPoints"), told);
        };
    moment.of(point, delta);
    point.put("count", Long.toString(told.count())).put("sum", told.sum());
    if (form != Form.SUMMARY) {
      moment.exemplar(point, round.last());
      exemplars.put(moment.trace(), round.last());
    }
  }

  private ArrayNode data(ObjectNode metric, String kind) {
    return metric
        .putObject(kind)
        .put("aggregationTemporality", delta ? 1 : 2)
        .putArray("dataPoints");
  }

  private static ObjectNode explicit(ArrayNode points, Measurements told) {
    ObjectNode point = points.addObject();
    ArrayNode bounds = point.putArray("explicitBounds");
    ArrayNode counts = point.putArray("bucketCounts");
    long before = 0;
    for (double bound : BOUNDS) {
      bounds.add(bound);
      counts.add(Long.toString(told.upTo(bound) - before));
      before = told.upTo(bound);
    }
    counts.add(Long.toString(told.count() - before));
    return point;
  }

  private ObjectNode exponential(ArrayNode points, Measurements told) {
    ObjectNode point = points.addObject();
    point.put("scale", scale).put("zeroCount", Long.toString(told.zeros()));
    buckets(point.putObject("positive"), told.buckets(scale, false));
    buckets(point.putObject("negative"), told.buckets(scale, true));
    return point;
  }

  private static void buckets(ObjectNode side, TreeMap<Integer, Long> buckets) {
    if (buckets.isEmpty()) {
      return;
    }
    ArrayNode counts = side.put("offset", buckets.firstKey()).putArray("bucketCounts");
    for (int index = buckets.firstKey(); index <= buckets.lastKey(); index++) {
      counts.add(Long.toString(buckets.getOrDefault(index, 0L)));
    }
  }

  private static ObjectNode summary(ArrayNode points, Measurements told) {
    ObjectNode point = points.addObject();
    ArrayNode values = point.putArray("quantileValues");
    for (double quantile : QUANTILES) {
      values.addObject().put("quantile", quantile).put("value", told.quantile(quantile));
    }
    return point;
  }

  /** The values of a summary's quantiles. */
  Map<Double, Double> quantiles() {
    Map<Double, Double> values = new TreeMap<>();
    for (double quantile : QUANTILES) {
      values.put(quantile, all.quantile(quantile));
    }
    return values;
  }
}

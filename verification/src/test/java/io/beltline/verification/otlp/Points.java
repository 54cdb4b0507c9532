package io.beltline.verification.otlp;

import java.util.Random;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Metrics of every kind, each with one or two data points. */
final class Points {
  private final Random random;
  private final Attributes attributes;

  Points(Random random, Attributes attributes) {
    this.random = random;
    this.attributes = attributes;
  }

  void metric(ObjectNode metric, int index) {
    metric.put("name", "metric." + index).put("description", "of " + index).put("unit", "By");
    metric.putArray("metadata").add(Attributes.attribute("source", Attributes.text("test")));
    switch (index % 5) {
      case 0 -> numbers(metric.putObject("gauge"), index);
      case 1 ->
          numbers(
              metric
                  .putObject("sum")
                  .put("aggregationTemporality", 1 + random.nextInt(2))
                  .put("isMonotonic", random.nextBoolean()),
              index);
      case 2 -> histograms(metric.putObject("histogram"), index);
      case 3 -> exponentials(metric.putObject("exponentialHistogram"), index);
      default -> summaries(metric.putObject("summary"), index);
    }
  }

  private void numbers(ObjectNode data, int index) {
    ArrayNode points = data.putArray("dataPoints");
    ObjectNode whole = point(points, index).put("asInt", Long.toString(random.nextLong()));
    exemplar(whole, index);
    point(points, index + 1).put("asDouble", random.nextGaussian() * 1e6);
  }

  private void histograms(ObjectNode data, int index) {
    data.put("aggregationTemporality", 1 + random.nextInt(2));
    ArrayNode points = data.putArray("dataPoints");
    ObjectNode point = point(points, index).put("count", "6").put("sum", 33.5);
    point.putArray("bucketCounts").add("1").add("2").add("0").add("3");
    point.putArray("explicitBounds").add(0.005).add(1).add(1e6);
    point.put("min", -1.5).put("max", random.nextDouble());
    exemplar(point, index);
    point(points, index + 1).put("count", "0").put("sum", 0.0);
  }

  private void exponentials(ObjectNode data, int index) {
    data.put("aggregationTemporality", 1 + random.nextInt(2));
    ObjectNode point = point(data.putArray("dataPoints"), index);
    point.put("count", "9").put("sum", 99.25).put("scale", -3 + random.nextInt(10));
    point.put("zeroCount", "2").put("zeroThreshold", 1e-9).put("min", 0.0).put("max", 64.0);
    point
        .putObject("positive")
        .put("offset", -5)
        .putArray("bucketCounts")
        .add("3")
        .add("0")
        .add("1");
    point.putObject("negative").put("offset", 7).putArray("bucketCounts").add("3");
    exemplar(point, index);
  }

  private void summaries(ObjectNode data, int index) {
    ObjectNode point = point(data.putArray("dataPoints"), index).put("count", "4").put("sum", 10.5);
    ArrayNode quantiles = point.putArray("quantileValues");
    quantiles.addObject().put("quantile", 0.5).put("value", random.nextDouble());
    quantiles.addObject().put("quantile", 1.0).put("value", 7.75);
  }

  private ObjectNode point(ArrayNode points, int index) {
    ObjectNode point = points.addObject();
    point.set("attributes", attributes.some());
    point.put("startTimeUnixNano", RecordedTelemetry.time(0));
    point.put("timeUnixNano", RecordedTelemetry.time(index)).put("flags", 0);
    return point;
  }

  private void exemplar(ObjectNode point, int index) {
    ObjectNode exemplar = point.putArray("exemplars").addObject();
    exemplar
        .put("timeUnixNano", RecordedTelemetry.time(index))
        .put("asInt", Integer.toString(index));
    exemplar.put("traceId", attributes.id(16)).put("spanId", attributes.id(8));
    exemplar.set("filteredAttributes", attributes.some());
  }
}

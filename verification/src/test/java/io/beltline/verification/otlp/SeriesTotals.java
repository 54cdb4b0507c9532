package io.beltline.verification.otlp;

import io.beltline.verification.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What the points of a file exporter's file add up to, by series, in the terms of {@code
 * clients/lines}. The attribute {@code metric_type} says what a series is; it is missing at points
 * of Graphite.
 */
public final class SeriesTotals {
  private static final long NANOS = 1_000_000_000L;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Map<String, Map<String, Double>> series = new TreeMap<>();

  private SeriesTotals() {}

  /** The totals of what is in the file so far. */
  public static Map<String, Map<String, Double>> of(Path file) throws IOException {
    SeriesTotals totals = new SeriesTotals();
    OtlpFile.requests(file).stream().flatMap(Item::of).forEach(totals::add);
    return totals.series;
  }

  /** Waits until the file of a collector has these totals, and returns how many series. */
  public static int await(
      RunningProcess collector, Path file, Map<String, Map<String, Double>> sent) throws Exception {
    collector.await(
        LIMIT,
        () -> "all of " + sent + " in the file",
        () -> Optional.of(of(file)).filter(sent::equals));
    return sent.size();
  }

  private void add(Item item) {
    JsonNode point = item.body();
    TreeMap<String, String> attributes = new TreeMap<>();
    for (JsonNode pair : point.path("attributes")) {
      attributes.put(
          pair.path("key").asString(), pair.path("value").path("stringValue").asString());
    }
    String name = item.metric().path("name").asString();
    Map<String, Double> fields =
        series.computeIfAbsent(name + " " + attributes, key -> new TreeMap<>());
    long time = point.path("timeUnixNano").asLong() / NANOS;
    switch (attributes.getOrDefault("metric_type", "")) {
      case "counter" -> fields.merge("value", number(point), Double::sum);
      case "gauge" -> {
        fields.put("last", number(point));
        if (name.endsWith(".at")) {
          fields.put("time", (double) time);
        }
      }
      case "timing" -> {
        count(point, fields);
        fields.merge("min", point.path("min").asDouble(), Math::min);
        fields.merge("max", point.path("max").asDouble(), Math::max);
        JsonNode buckets = point.path("bucketCounts");
        for (int i = 0; i < buckets.size(); i++) {
          fields.merge("bucket " + i, buckets.path(i).asDouble(), Double::sum);
        }
      }
      case "histogram" -> count(point, fields);
      case "distribution" -> fields.merge(Double.toString(number(point)), 1.0, Double::sum);
      default -> {
        String form = point.has("asInt") ? "asInt" : "asDouble";
        fields.merge(time + " " + form, number(point), Double::sum);
      }
    }
  }

  private static void count(JsonNode point, Map<String, Double> fields) {
    fields.merge("count", point.path("count").asDouble(), Double::sum);
    fields.merge("sum", point.path("sum").asDouble(), Double::sum);
  }

  private static double number(JsonNode point) {
    return point.path(point.has("asInt") ? "asInt" : "asDouble").asDouble();
  }
}

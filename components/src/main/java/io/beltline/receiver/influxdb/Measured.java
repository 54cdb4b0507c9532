package io.beltline.receiver.influxdb;

import io.beltline.components.metrics.MetricHead;
import io.beltline.components.metrics.MetricsBuilder;
import io.beltline.components.prometheus.incoming.Points;
import io.beltline.model.Slice;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.ResourceView;
import io.beltline.model.otlp.WireWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a line says about each of its points.
 *
 * @param resource the content of its message
 * @param scope the content of its message
 * @param attributes by key, without what has a place of its own
 * @param delta whether a tag says that counters and histograms are what came since the last
 * @param start Unix nanoseconds; 0 if not known
 * @param time Unix nanoseconds
 */
record Measured(
    Slice resource,
    Slice scope,
    Map<String, String> attributes,
    boolean delta,
    long start,
    long time) {
  /** The field with the start of points, as Telegraf's StatsD plug-in writes it. */
  static final String START = "start_time";

  /** The same as a number, in the schema {@code otel-v1}. */
  static final String START_NANOS = "start_time_unix_nano";

  private static final String TEMPORALITY = "temporality";
  private static final String DELTA = "delta";
  private static final long NANOS = 1_000_000_000;

  /** What an attribute takes without its text. */
  private static final int ATTRIBUTE = 160;

  /** What a line says. */
  static Measured of(Line line) {
    WireWriter resource = new WireWriter();
    String scope = "";
    String version = "";
    boolean delta = false;
    Map<String, String> attributes = new TreeMap<>();
    for (Map.Entry<String, String> tag : line.tags().entrySet()) {
      String value = tag.getValue();
      switch (tag.getKey()) {
        case "otel.library.name", "otel.scope.name" -> scope = value;
        case "otel.library.version", "otel.scope.version" -> version = value;
        case String key when ResourceNames.has(key) ->
            Points.attribute(resource, ResourceView.ATTRIBUTES, key, value);
        case String key when key.equals(TEMPORALITY) && value.equals(DELTA) -> delta = true;
        case String key -> attributes.put(key, value);
      }
    }
    return new Measured(
        resource.toSlice(),
        scope.isEmpty() && version.isEmpty() ? Slice.EMPTY : MetricsBuilder.scope(scope, version),
        attributes,
        delta,
        start(line.fields()),
        line.time());
  }

  private static long start(Map<String, Object> fields) {
    if (fields.get(START_NANOS) instanceof Long nanos) {
      return Math.max(0, nanos);
    }
    try {
      if (fields.get(START) instanceof String text) {
        Instant instant = OffsetDateTime.parse(text).toInstant();
        return Math.max(
            0,
            Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano()));
      }
    } catch (DateTimeException | ArithmeticException none) {
      return 0; // a field like any other that is no number
    }
    return 0;
  }

  /** What it takes on the heap, about. */
  long bytes() {
    long bytes = (long) resource.length() + scope.length();
    for (Map.Entry<String, String> each : attributes.entrySet()) {
      bytes += ATTRIBUTE + 2L * (each.getKey().length() + each.getValue().length());
    }
    return bytes;
  }

  /** The number of the temporality of counters and histograms. */
  int temporality() {
    return delta ? MetricHead.DELTA : MetricHead.CUMULATIVE;
  }

  /** The same without a tag, which is said otherwise. */
  Measured without(String tag) {
    Map<String, String> rest = new TreeMap<>(attributes);
    rest.remove(tag);
    return new Measured(resource, scope, rest, delta, start, time);
  }

  /**
   * A point with its attributes, which are still to be followed by the rest.
   *
   * @param temporal whether {@link #temporality()} is that of the metric; else the tag that says it
   *     is an attribute
   */
  WireWriter point(int attributesField, boolean temporal) {
    WireWriter point = new WireWriter();
    Points.attributes(point, attributesField, attributes);
    if (delta && !temporal) {
      Points.attribute(point, attributesField, TEMPORALITY, DELTA);
    }
    return point;
  }

  /** A point that is a number. */
  Slice number(Object number, boolean temporal) {
    WireWriter point = point(NumberDataPointView.ATTRIBUTES, temporal);
    Points.times(
        point,
        NumberDataPointView.START_TIME_UNIX_NANO,
        start,
        NumberDataPointView.TIME_UNIX_NANO,
        time);
    if (number instanceof Long whole) {
      point.fixed64(NumberDataPointView.AS_INT, whole);
    } else {
      point.float64(NumberDataPointView.AS_DOUBLE, ((Number) number).doubleValue());
    }
    return point.toSlice();
  }
}

package io.beltline.receiver.splunkhec;

import io.beltline.components.otlp.Room;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Writes the values of metrics as gauges of one point each, by resource. One thread. */
final class MetricWriter {
  private static final int RESOURCE_METRICS = 1;
  private static final int RESOURCE = 1;
  private static final int SCOPE_METRICS = 2;
  private static final int METRICS = 2;
  private static final int NAME = 1;
  private static final int GAUGE = 5;
  private static final int POINTS = 1;
  private static final int TIME = 3;
  private static final int DOUBLE = 4;
  private static final int INTEGER = 6;
  private static final int ATTRIBUTES = 7;

  /** How often a point is held: in a buffer that grew, and in the request. */
  private static final int COPIES = 4;

  /** What a resource takes beside its points. */
  private static final int GROUP = 512;

  private final Room room;
  private final Map<Map<String, @Nullable Object>, WireWriter> resources = new LinkedHashMap<>();
  private long unusable;

  MetricWriter(Room room) {
    this.room = room;
  }

  /** How many values are no numbers. */
  long unusable() {
    return unusable;
  }

  /** Adds the values of an event. */
  void add(HecEvent event, Map<String, @Nullable Object> resource) {
    Map<String, String> dimensions = event.dimensions();
    event
        .values()
        .forEach(
            (name, value) -> {
              Object number = number(value);
              if (number == null) {
                unusable++;
              } else {
                WireWriter out = resources.computeIfAbsent(resource, this::group);
                int before = out.size();
                metric(out, name, number, event.time(), dimensions);
                room.take(COPIES * (long) (out.size() - before));
              }
            });
  }

  private WireWriter group(Map<String, @Nullable Object> resource) {
    room.take(GROUP);
    return new WireWriter(256);
  }

  /** Whether one of an event's values is a number. */
  static boolean hasNumber(HecEvent event) {
    return event.values().values().stream().anyMatch(value -> number(value) != null);
  }

  private static @Nullable Object number(@Nullable Object value) {
    return switch (value) {
      case Long number -> number;
      case Double number -> number;
      case String text -> parsed(text).isPresent() ? (Object) parsed(text).getAsDouble() : null;
      case null, default -> null;
    };
  }

  private static OptionalDouble parsed(String text) {
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException none) {
      return OptionalDouble.empty();
    }
  }

  private static void metric(
      WireWriter out, String name, Object number, long time, Map<String, String> dimensions) {
    int metric = out.begin(METRICS);
    out.string(NAME, name);
    int gauge = out.begin(GAUGE);
    int point = out.begin(POINTS);
    if (time > 0) {
      out.fixed64(TIME, time);
    }
    if (number instanceof Long integer) {
      out.fixed64(INTEGER, integer);
    } else {
      out.float64(DOUBLE, (Double) number);
    }
    dimensions.forEach((key, text) -> attribute(out, ATTRIBUTES, key, text));
    out.end(point);
    out.end(gauge);
    out.end(metric);
  }

  private static void attribute(WireWriter out, int field, String key, String text) {
    int pair = out.begin(field);
    out.string(1, key);
    int value = out.begin(2);
    out.string(1, text);
    out.end(value);
    out.end(pair);
  }

  /** All points as a request; empty without any. */
  Slice toRequest() {
    WireWriter out = new WireWriter();
    resources.forEach(
        (resource, metrics) -> {
          int group = out.begin(RESOURCE_METRICS);
          int about = out.begin(RESOURCE);
          resource.forEach((key, text) -> attribute(out, 1, key, String.valueOf(text)));
          out.end(about);
          int scope = out.begin(SCOPE_METRICS);
          out.raw(metrics.toSlice());
          out.end(scope);
          out.end(group);
        });
    return out.toSlice();
  }
}

package io.beltline.receiver.statsd;

import io.beltline.api.Admission;
import io.beltline.components.metrics.MetricGroups;
import io.beltline.components.metrics.MetricHead;
import io.beltline.model.Metrics;
import io.beltline.model.Slice;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What has come since a moment, by source and series, and the memory that it takes. One thread at a
 * time.
 */
final class Window {
  private static final long SOURCE = 512;
  private static final long POINT = 128;

  private final Held held;
  private final long start;
  private final Map<String, Source> sources = new LinkedHashMap<>();
  private int series;
  private int samples;
  private long pointBytes;

  /** The series of one source, and its points of gauges that are told singly. */
  private static final class Source {
    final Map<SeriesKey, Series> series = new HashMap<>();
    MetricGroups points = new MetricGroups();
    long pointBytes;
    long bytes = SOURCE;
  }

  /** Is shown gauges. */
  @FunctionalInterface
  interface GaugeVisitor {
    void visit(String source, SeriesKey key, double value);
  }

  /**
   * What is to be handed on of one source.
   *
   * @param bytes what it holds of the window's room, to be given back when the pipeline has it
   */
  record Part(String source, Metrics metrics, long bytes) {}

  /**
   * Nothing yet.
   *
   * @param start the moment, Unix nanoseconds
   */
  Window(Admission admission, long start) {
    this.held = new Held(admission);
    this.start = start;
  }

  /** How many series there are. */
  int series() {
    return series;
  }

  /** How many values are kept singly. */
  int samples() {
    return samples;
  }

  /** How many bytes the points of gauges take that are told singly. */
  long pointBytes() {
    return pointBytes;
  }

  /** A series that is there, or null. */
  @Nullable Series find(String source, SeriesKey key) {
    Source found = sources.get(source);
    return found == null ? null : found.series.get(key);
  }

  /** A new series; null if there is no room for it. */
  @Nullable Series create(String source, SeriesKey key, Supplier<Series> maker) {
    Series made = maker.get();
    long bytes = key.bytes() + made.bytes();
    if (!held.take(bytes + (sources.containsKey(source) ? 0 : SOURCE))) {
      return null;
    }
    Source at = sources.computeIfAbsent(source, name -> new Source());
    at.series.put(key, made);
    at.bytes += bytes;
    series++;
    return made;
  }

  /** Takes room for what a series has grown by; false if there is none. */
  boolean grown(String source, long bytes) {
    Source at = sources.get(source);
    if (bytes > 0 && at != null) {
      if (!held.take(bytes)) {
        return false;
      }
      at.bytes += bytes;
    }
    return true;
  }

  /** Counts a value that is kept singly. */
  void sampled() {
    samples++;
  }

  /** Adds a point of a gauge that is told singly; false if there is no room for it. */
  boolean point(String source, SeriesKey key, Slice scope, double value, long time) {
    Slice point = Series.gauge(key.attributes(), value, time);
    long bytes = POINT + point.length() + 2L * key.name().length();
    if (!held.take(bytes + (sources.containsKey(source) ? 0 : SOURCE))) {
      return false;
    }
    Source at = sources.computeIfAbsent(source, name -> new Source());
    at.points.add(Slice.EMPTY, scope, MetricHead.gauge(key.name()), point);
    at.pointBytes += bytes;
    pointBytes += bytes;
    samples++;
    return true;
  }

  /** Gives back what a part has held. */
  void give(Part part) {
    held.give(part.bytes());
  }

  /** Takes the points of gauges that are told singly, source by source. */
  Deque<Supplier<Part>> points() {
    Deque<Supplier<Part>> parts = new ArrayDeque<>();
    sources.forEach(
        (name, source) -> {
          if (source.pointBytes > 0) {
            MetricGroups points = source.points;
            long bytes = source.pointBytes;
            samples -= (int) points.points();
            source.points = new MetricGroups();
            source.pointBytes = 0;
            parts.add(() -> new Part(name, points.build(), bytes));
          }
        });
    pointBytes = 0;
    return parts;
  }

  /** Shows the gauges. */
  void gauges(GaugeVisitor visitor) {
    sources.forEach(
        (name, source) ->
            source.series.forEach(
                (key, one) -> {
                  if (one instanceof Series.Gauge gauge) {
                    visitor.visit(name, key, gauge.value());
                  }
                }));
  }

  /**
   * Takes all there is, source by source.
   *
   * @param scope the content of the scope's message
   * @param end now, Unix nanoseconds
   */
  Deque<Supplier<Part>> parts(Slice scope, long end) {
    Deque<Supplier<Part>> parts = new ArrayDeque<>();
    sources.forEach((name, source) -> parts.add(() -> part(name, source, scope, end)));
    sources.clear();
    return parts;
  }

  private Part part(String name, Source source, Slice scope, long end) {
    source.series.forEach(
        (key, one) ->
            source.points.add(
                Slice.EMPTY, scope, one.head(key.name()), one.point(key.attributes(), start, end)));
    source.series.clear();
    return new Part(name, source.points.build(), source.bytes + source.pointBytes);
  }

  /** Gives the memory back. */
  void close() {
    held.close();
  }
}

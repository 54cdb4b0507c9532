package io.beltline.exporter.prometheusremotewrite;

import io.beltline.components.prometheus.ResourceLabels.Target;
import java.util.SortedMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What resources, scopes, metrics and attributes have come to, by their bytes: most of what comes
 * has come before. It takes a limited room and forgets what is not used. Not safe for threads.
 */
final class SeriesMemory {
  private static final int PART_OF_ROOM = 16;

  private final Memo<Resource> resources;
  private final Memo<Scope> scopes;
  private final Memo<Metric> metrics;
  private final Memo<Known> series;
  private int numbers;

  /**
   * A resource.
   *
   * @param told the labels of {@code target_info} with its name; null if there is nothing to tell
   */
  record Resource(int number, Target target, @Nullable Known told) {}

  /** The labels that all series of a scope have. */
  record Scope(int number, SortedMap<String, String> fixed) {}

  /** A metric of some kind, with what is said of it. */
  record Metric(int number, SeriesMetadata about) {}

  /**
   * Remembers nothing yet.
   *
   * @param room how many bytes it may take now, about
   */
  SeriesMemory(LongSupplier room) {
    LongSupplier part = () -> room.getAsLong() / PART_OF_ROOM;
    resources = new Memo<>(part);
    scopes = new Memo<>(part);
    metrics = new Memo<>(part);
    series = new Memo<>(() -> room.getAsLong() - 3 * part.getAsLong());
  }

  Memo<Resource> resources() {
    return resources;
  }

  /** By the numbers of their resources. */
  Memo<Scope> scopes() {
    return scopes;
  }

  Memo<Metric> metrics() {
    return metrics;
  }

  /** By {@link #within}. */
  Memo<Known> series() {
    return series;
  }

  /** The number of the place that series have in a metric of a scope. */
  static long within(Scope scope, Metric metric) {
    return (long) scope.number() << Integer.SIZE | metric.number();
  }

  /** Before a request: forgets all where numbers could run out in it. */
  void begin() {
    if (numbers > Integer.MAX_VALUE / 2) {
      clear();
    }
  }

  /** Forgets all. */
  void clear() {
    numbers = 0;
    resources.clear();
    scopes.clear();
    metrics.clear();
    series.clear();
  }

  /** A number that nothing else has. */
  int number() {
    return numbers++;
  }

  /** The bytes it takes, about. */
  long bytes() {
    return resources.bytes() + scopes.bytes() + metrics.bytes() + series.bytes();
  }
}

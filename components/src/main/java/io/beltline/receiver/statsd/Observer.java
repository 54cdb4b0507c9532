package io.beltline.receiver.statsd;

import io.beltline.ottl.pattern.TextPattern;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a type of measurement becomes.
 *
 * @param type the form
 * @param size the most buckets of an exponential histogram on each side of zero
 * @param explicit bounds of histograms by their names
 * @param percentiles which a summary tells
 */
record Observer(ObserverType type, int size, List<Bounds> explicit, List<Double> percentiles) {
  private static final int USUAL_SIZE = 160;
  private static final List<Double> USUAL_PERCENTILES = List.of(0.0, 10.0, 50.0, 90.0, 95.0, 100.0);

  /** Bounds of the histograms whose names match. */
  record Bounds(TextPattern pattern, List<Double> bounds) {}

  static Observer of(MappingConfig config) {
    ObserverType type = config.observerType();
    if (type == null) {
      throw new IllegalStateException("not validated");
    }
    List<Double> percentiles = config.summary().percentiles();
    return new Observer(
        type,
        config.histogram().maxSize() == 0 ? USUAL_SIZE : config.histogram().maxSize(),
        config.histogram().explicitBuckets().stream().map(Observer::bounds).toList(),
        percentiles.isEmpty() ? USUAL_PERCENTILES : List.copyOf(percentiles));
  }

  private static Bounds bounds(MappingConfig.ExplicitBuckets config) {
    if (config.matcherPattern() == null) {
      throw new IllegalStateException("not validated");
    }
    return new Bounds(config.matcherPattern().pattern(), config.buckets());
  }

  /** The bounds of a histogram of a name; null for an exponential one. */
  double @Nullable [] bounds(String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    for (Bounds one : explicit) {
      if (one.pattern().find(text, 0, text.length)) {
        return one.bounds().stream().mapToDouble(Double::doubleValue).distinct().toArray();
      }
    }
    return null;
  }
}

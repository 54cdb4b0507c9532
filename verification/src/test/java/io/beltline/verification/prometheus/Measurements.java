package io.beltline.verification.prometheus;

import io.beltline.verification.peer.StoredHistogram;
import io.beltline.verification.peer.StoredHistogram.Bucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Numbers that were measured, and what is true of them. Sums are exact as long as the numbers are
 * multiples of one power of two and not many.
 */
final class Measurements {
  private static final double NEXT_TO_ZERO = 1e-128;

  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  void addAll(Measurements more) {
    values.addAll(more.values);
  }

  long count() {
    return values.size();
  }

  double sum() {
    return values.stream().mapToDouble(value -> value).sum();
  }

  double last() {
    return values.getLast();
  }

  /** How many are not greater. */
  long upTo(double bound) {
    return values.stream().filter(value -> value <= bound).count();
  }

  long zeros() {
    return values.stream().filter(value -> value == 0).count();
  }

  /** How many there are in each bucket of an exponential histogram, on one side of zero. */
  TreeMap<Integer, Long> buckets(int scale, boolean negative) {
    TreeMap<Integer, Long> buckets = new TreeMap<>();
    for (double value : values) {
      if (value != 0 && value < 0 == negative) {
        buckets.merge(index(Math.abs(value), scale), 1L, Long::sum);
      }
    }
    return buckets;
  }

  /**
   * The index of the bucket {@code (2^(index/2^scale), 2^((index+1)/2^scale)]} that has a number.
   *
   * @see <a href="https://opentelemetry.io/docs/specs/otel/metrics/data-model/#exponential-scale">
   *     scale</a>
   */
  static int index(double value, int scale) {
    int exponent = Math.getExponent(value);
    boolean power = value == Math.scalb(1.0, exponent);
    if (scale <= 0) {
      return (power ? exponent - 1 : exponent) >> -scale;
    }
    return power
        ? (exponent << scale) - 1
        : (int) Math.ceil(Math.scalb(Math.log(value) / Math.log(2), scale)) - 1;
  }

  /** The number that a share of all is not greater than. */
  double quantile(double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }

  /**
   * What {@code histogram_quantile} makes of the buckets of these bounds, by linear interpolation.
   *
   * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/functions/">functions</a>
   */
  double quantile(double share, double[] bounds) {
    double rank = share * count();
    long before = 0;
    for (int i = 0; i < bounds.length; i++) {
      long upTo = upTo(bounds[i]);
      if (upTo >= rank) {
        double lower = i == 0 ? 0 : bounds[i - 1];
        return lower + (bounds[i] - lower) * (rank - before) / (upTo - before);
      }
      before = upTo;
    }
    return bounds[bounds.length - 1];
  }

  /** The native histogram of a scale that Prometheus knows, -4 to 8. */
  StoredHistogram stored(int scale) {
    List<Bucket> buckets = new ArrayList<>();
    for (Map.Entry<Integer, Long> each : buckets(scale, true).descendingMap().entrySet()) {
      buckets.add(
          new Bucket(
              -bound(scale, each.getKey() + 1), -bound(scale, each.getKey()), each.getValue()));
    }
    if (zeros() > 0) {
      buckets.add(new Bucket(-NEXT_TO_ZERO, NEXT_TO_ZERO, zeros()));
    }
    buckets(scale, false)
        .forEach(
            (index, count) ->
                buckets.add(new Bucket(bound(scale, index), bound(scale, index + 1), count)));
    return new StoredHistogram(count(), sum(), buckets);
  }

  private static double bound(int scale, int index) {
    return Math.pow(2, Math.scalb((double) index, -scale));
  }

  /** For each of the bounds what a function says of it. */
  static TreeMap<Double, Long> byBound(Iterable<Double> bounds, ToLongFunction<Double> count) {
    TreeMap<Double, Long> counts = new TreeMap<>();
    bounds.forEach(bound -> counts.put(bound, count.applyAsLong(bound)));
    return counts;
  }
}

package io.beltline.components.aggregation;

/** What several histograms have together, beside their buckets. One thread. */
final class Sums {
  private boolean any;
  private long start;
  private long count;
  private boolean complete = true;
  private boolean valued;
  private double sum;
  private boolean ranged;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  /** Takes a point's start and number of values. */
  void add(long pointStart, long values) {
    start = !any || Long.compareUnsigned(pointStart, start) < 0 ? pointStart : start;
    any = true;
    count += values;
  }

  /** Takes the sum of a point that has values. */
  void sum(boolean known, double value) {
    complete = complete && known;
    valued = true;
    sum += value;
  }

  /** Takes the least and greatest value of a point that has values. */
  void range(boolean hasMin, double least, boolean hasMax, double greatest) {
    ranged = ranged || hasMin || hasMax;
    min = hasMin ? Math.min(min, least) : min;
    max = hasMax ? Math.max(max, greatest) : max;
  }

  long start() {
    return start;
  }

  long count() {
    return count;
  }

  /** Whether a point has values. */
  boolean hasValues() {
    return valued;
  }

  /** Whether all points that have values tell their sum. */
  boolean hasSum() {
    return complete && valued;
  }

  double sum() {
    return sum;
  }

  /** Whether a point that has values tells its least or greatest. */
  boolean hasRange() {
    return ranged;
  }

  double min() {
    return min;
  }

  double max() {
    return max;
  }
}

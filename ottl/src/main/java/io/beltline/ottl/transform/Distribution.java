package io.beltline.ottl.transform;

import java.util.random.RandomGenerator;

/** Says to which bounds the count of an exponential bucket goes. Stateless. */
@FunctionalInterface
interface Distribution {

  /** Adds a count between two values to the counts that belong to bounds. */
  void add(
      long count,
      double lower,
      double upper,
      double[] bounds,
      long[] counts,
      RandomGenerator random);

  /** The distribution of a name. */
  static Distribution of(String name) {
    return switch (name) {
      case "upper" ->
          (count, lower, upper, bounds, counts, random) ->
              counts[Math.min(first(upper, bounds), counts.length - 1)] += count;
      case "midpoint" -> Distribution::midpoint;
      case "uniform" -> Distribution::uniform;
      default -> Distribution::random;
    };
  }

  /** The first bound that a value does not exceed, or the number of bounds. */
  private static int first(double value, double[] bounds) {
    int i = 0;
    while (i < bounds.length && !(value <= bounds[i])) {
      i++;
    }
    return i;
  }

  private static void midpoint(
      long count,
      double lower,
      double upper,
      double[] bounds,
      long[] counts,
      RandomGenerator random) {
    int at = first((upper + lower) / 2, bounds);
    counts[at == bounds.length ? at - 1 : Math.max(0, at - 1)] += count;
  }

  private static void uniform(
      long count,
      double lower,
      double upper,
      double[] bounds,
      long[] counts,
      RandomGenerator random) {
    int start = first(lower, bounds);
    int end = Math.min(Math.max(start, first(upper, bounds)), bounds.length - 1);
    if (end <= start) {
      counts[Math.min(start, end)] += count;
      return;
    }
    long each = count / (end - start + 1);
    long rest = count % (end - start + 1);
    for (int i = start; i <= end; i++) {
      counts[i] += each + (i - start < rest ? 1 : 0);
    }
  }

  private static void random(
      long count,
      double lower,
      double upper,
      double[] bounds,
      long[] counts,
      RandomGenerator random) {
    int start = first(lower, bounds);
    int end = Math.min(Math.max(start, first(upper, bounds)), bounds.length - 1);
    if (end <= start) {
      counts[Math.min(start, end)] += count;
      return;
    }
    long left = count;
    for (int i = start; i <= end; i++) {
      double from = i == 0 ? lower : bounds[i - 1];
      double overlap = Math.min(bounds[i], upper) - Math.max(from, lower);
      long share = (long) (count * (overlap / (upper - lower)));
      long taken = Math.clamp((long) (random.nextDouble() * share), 0, left);
      counts[i] += taken;
      left -= taken;
    }
    scatter(left, start, end, counts, random);
  }

  /**
   * Gives each of a few to a bound by chance; of many, which chance evens out, equal parts first.
   */
  private static void scatter(
      long count, int start, int end, long[] counts, RandomGenerator random) {
    int places = end - start + 1;
    long left = count;
    if (left > 1_000) {
      long each = (left - 1_000) / places;
      for (int i = start; i <= end; i++) {
        counts[i] += each;
      }
      left -= each * places;
    }
    for (; left > 0; left--) {
      counts[start + random.nextInt(places)]++;
    }
  }
}

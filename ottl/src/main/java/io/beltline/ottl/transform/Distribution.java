package io.beltline.ottl.transform;

import io.beltline.ottl.EvaluationException;
import java.util.random.RandomGenerator;

/**
 * Says to which bounds the count of an exponential bucket goes. Counts belong to bounds as in OTLP:
 * each holds what is up to its bound and beyond the one before, the last what is beyond all.
 *
 * <p>Source: pkg/expohisto/conversion of open-telemetry/opentelemetry-collector-contrib. Stateless.
 */
enum Distribution {
  /** To where the upper end of the bucket lies. */
  UPPER,
  /** To where the middle of the bucket lies. */
  MIDPOINT,
  /** In proportion to what the bucket shares with each; fractions are rounded up from below. */
  UNIFORM,
  /** In proportion as well; chance rounds the fractions. */
  RANDOM;

  /** Adds the count of what lies between two values, the upper one included. */
  void add(
      long count,
      double lower,
      double upper,
      double[] bounds,
      long[] counts,
      RandomGenerator random) {
    if (count == 0) {
      return;
    }
    if (lower == upper || this == UPPER) {
      counts[first(upper, bounds)] += count;
    } else if (this == MIDPOINT) {
      counts[first(lower / 2 + upper / 2, bounds)] += count;
    } else {
      long rounding = this == UNIFORM ? -1 : random.nextLong();
      share(count, lower, upper, bounds, counts, rounding);
    }
  }

  /** The first bound that a value does not exceed, or the number of bounds. */
  private static int first(double value, double[] bounds) {
    int i = 0;
    while (i < bounds.length && value > bounds[i]) {
      i++;
    }
    return i;
  }

  /** Rounds what has been given up to each bound, not each part, so that all is given. */
  private static void share(
      long count, double lower, double upper, double[] bounds, long[] counts, long rounding) {
    double width = upper - lower;
    if (!(width > 0) || Double.isInfinite(width)) {
      throw new EvaluationException(
          "a bucket from " + lower + " to " + upper + " cannot be shared out");
    }
    int i = 0;
    while (i < bounds.length && lower >= bounds[i]) {
      i++;
    }
    long given = 0;
    double part = 0;
    double from = lower;
    for (; i < bounds.length && bounds[i] < upper; i++) {
      part += (bounds[i] - from) / width;
      long next = prefix(count, part, rounding);
      if (Long.compareUnsigned(next, given) > 0) {
        counts[i] += next - given;
        given = next;
      }
      from = bounds[i];
    }
    counts[i] += count - given;
  }

  /** A part of an unsigned count, in fixed point: what is added before the cut rounds it. */
  private static long prefix(long count, double part, long rounding) {
    if (part >= 1) {
      return count;
    }
    double scaled = Math.scalb(part, Long.SIZE);
    long fraction = scaled < 0x1p63 ? (long) scaled : (long) (scaled - 0x1p63) ^ Long.MIN_VALUE;
    long low = count * fraction;
    boolean carries = Long.compareUnsigned(low + rounding, low) < 0;
    return Math.unsignedMultiplyHigh(count, fraction) + (carries ? 1 : 0);
  }
}

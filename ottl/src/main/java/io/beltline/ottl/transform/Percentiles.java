package io.beltline.ottl.transform;

import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.MessageView;
import io.beltline.ottl.EvaluationException;

/**
 * Estimates a percentile of a histogram's point: on a straight line between the bounds of a bucket,
 * or on an exponential curve between those of an exponential one. Stateless.
 */
final class Percentiles {
  private Percentiles() {}

  /** The percentile, or NaN if the point says too little. */
  static double of(MessageView point, double percentile) {
    return switch (point) {
      case HistogramDataPointView p -> explicit(p, percentile);
      case ExponentialHistogramDataPointView p -> exponential(p, percentile);
      default -> Double.NaN;
    };
  }

  private static long rank(long count, double percentile) {
    return (long) Math.ceil(count * (percentile / 100.0));
  }

  private static EvaluationException malformed(String what) {
    return new EvaluationException("a histogram has no percentile: " + what);
  }

  private static double explicit(HistogramDataPointView point, double percentile) {
    long[] counts = Numbers.longs(point.bucketCounts());
    double[] bounds = Numbers.doubles(point.explicitBounds());
    if (point.count() == 0 || counts.length == 0) {
      return Double.NaN;
    }
    if (counts.length != bounds.length + 1) {
      throw malformed("it has " + counts.length + " buckets and " + bounds.length + " bounds");
    }
    long rank = rank(point.count(), percentile);
    if (bounds.length == 0) {
      return point.hasMin() && point.hasMax()
          ? linear(point.min(), point.max(), (double) rank / counts[0])
          : Double.NaN;
    }
    long below = 0;
    for (int i = 0; i < counts.length; i++) {
      if (below + counts[i] >= rank) {
        return inBucket(point, bounds, i, (double) (rank - below) / counts[i]);
      }
      below += counts[i];
    }
    throw malformed("its buckets hold " + below + ", its count is " + point.count());
  }

  private static double inBucket(
      HistogramDataPointView point, double[] bounds, int bucket, double ratio) {
    if (bucket == bounds.length) {
      double lower = bounds[bucket - 1];
      return point.hasMax() && point.max() > lower ? linear(lower, point.max(), ratio) : lower;
    }
    double upper = bounds[bucket];
    if (bucket > 0) {
      return linear(bounds[bucket - 1], upper, ratio);
    }
    if (point.hasMin() && point.min() < upper) {
      return linear(point.min(), upper, ratio);
    }
    return upper < 0 ? upper : linear(0, upper, ratio);
  }

  private static double linear(double lower, double upper, double ratio) {
    check(ratio);
    return lower + ratio * (upper - lower);
  }

  private static void check(double ratio) {
    if (!(ratio >= 0 && ratio <= 1)) {
      throw malformed("its count is larger than its bucket");
    }
  }

  private static double exponential(ExponentialHistogramDataPointView point, double percentile) {
    long[] negative = Numbers.longs(point.negative().bucketCounts());
    long[] positive = Numbers.longs(point.positive().bucketCounts());
    long zeros = point.zeroCount();
    if (point.count() == 0 || (negative.length == 0 && positive.length == 0 && zeros == 0)) {
      return Double.NaN;
    }
    long rank = rank(point.count(), percentile);
    long below = 0;
    for (int i = negative.length - 1; i >= 0; i--) {
      if (below + negative[i] >= rank) {
        double ratio = (double) (rank - below) / negative[i];
        return -curve(point.negative().offset() + i, point.scale(), 1 - ratio);
      }
      below += negative[i];
    }
    if (below + zeros >= rank) {
      double lower = negative.length == 0 && positive.length > 0 ? 0 : -point.zeroThreshold();
      double upper = positive.length == 0 && negative.length > 0 ? 0 : point.zeroThreshold();
      return linear(lower, upper, (double) (rank - below) / zeros);
    }
    below += zeros;
    for (int i = 0; i < positive.length; i++) {
      if (below + positive[i] >= rank) {
        double ratio = (double) (rank - below) / positive[i];
        return curve(point.positive().offset() + i, point.scale(), ratio);
      }
      below += positive[i];
    }
    throw malformed("its buckets hold " + below + ", its count is " + point.count());
  }

  private static double curve(int bucket, int scale, double ratio) {
    check(ratio);
    double lower = log2Bound(bucket, scale);
    double upper = log2Bound(bucket + 1L, scale);
    double value = Math.pow(2, lower + (upper - lower) * ratio);
    if (!Double.isFinite(value) || value == 0) {
      throw malformed("bucket " + bucket + " of scale " + scale + " is beyond all doubles");
    }
    return value;
  }

  /** The logarithm of a bucket's lower bound: its number divided by two to the scale. */
  static double log2Bound(long bucket, int scale) {
    return Math.scalb((double) bucket, Math.clamp(-(long) scale, -1100, 1100));
  }
}

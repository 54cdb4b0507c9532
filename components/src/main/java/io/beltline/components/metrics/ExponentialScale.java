package io.beltline.components.metrics;

/**
 * The buckets of exponential histograms. With a scale, bucket number <i>i</i> holds what is more
 * than base<sup>i</sup> and at most base<sup>i + 1</sup>, where the base is 2 to the power of
 * 2<sup>-scale</sup>.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/metrics/data-model/#exponentialhistogram">the
 *     data model</a>
 */
public final class ExponentialScale {
  private static final int MOST_SHIFT = 31;

  private ExponentialScale() {}

  /** The number of the bucket that holds a positive number. */
  public static long index(double value, int scale) {
    int exponent = // tiny ones are alike
        Math.clamp(Math.getExponent(value), Double.MIN_EXPONENT, Double.MAX_EXPONENT);
    double power = Math.scalb(1.0, exponent);
    if (value <= power) {
      return scale > 0
          ? (long) Math.scalb((double) exponent, scale) - 1
          : (exponent - 1) >> Math.min(-scale, MOST_SHIFT);
    }
    if (scale <= 0) {
      return exponent >> Math.min(-scale, MOST_SHIFT);
    }
    double fraction = Math.log(value / power) / Math.log(2);
    double within = Math.clamp(Math.ceil(Math.scalb(fraction, scale)), 1, Math.scalb(1.0, scale));
    return (long) Math.scalb((double) exponent, scale) + (long) within - 1;
  }

  /** What all numbers of a bucket are more than. */
  public static double lowerBound(long index, int scale) {
    if (scale <= 0) {
      return Math.scalb(1.0, shift(index, Math.min(-scale, MOST_SHIFT)));
    }
    long exponent = index >> Math.min(scale, Long.SIZE - 1);
    double fraction = Math.scalb((double) index, -scale) - exponent;
    return Math.scalb(
        Math.pow(2, fraction), Math.clamp(exponent, Short.MIN_VALUE, Short.MAX_VALUE));
  }

  private static int shift(long index, int by) {
    return Math.clamp(
        Math.clamp(index, Short.MIN_VALUE, Short.MAX_VALUE) * (1L << by),
        Short.MIN_VALUE,
        Short.MAX_VALUE);
  }

  /** The number of the bucket that holds a bucket when the scale is so much less. */
  public static long coarser(long index, long less) {
    return index >> Math.min(less, Long.SIZE - 1);
  }
}

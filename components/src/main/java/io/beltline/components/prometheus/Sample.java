package io.beltline.components.prometheus;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a series now. Immutable; nobody writes the arrays. */
public sealed interface Sample {

  /** When it was taken. */
  Times times();

  /**
   * A number.
   *
   * @param real the value
   * @param whole the value as an integer, if it is one
   * @param isWhole whether it is
   * @param exemplar a measurement behind it, or null
   */
  record Scalar(Times times, double real, long whole, boolean isWhole, @Nullable Exemplar exemplar)
      implements Sample {}

  /**
   * A histogram.
   *
   * @param bounds upper bounds, ascending
   * @param counts how many measurements each bucket has, one bucket more than bounds; or none
   * @param count how many there are
   * @param sum their sum
   * @param hasSum whether that is known
   * @param exemplars one for each bucket or null; empty if there are none
   */
  @SuppressWarnings("ArrayRecordComponent") // samples are compared by identity only
  record Histogram(
      Times times,
      double[] bounds,
      long[] counts,
      long count,
      double sum,
      boolean hasSum,
      @Nullable Exemplar[] exemplars)
      implements Sample {

    /** The exemplar of a bucket, or null. */
    public @Nullable Exemplar exemplar(int bucket) {
      return bucket < exemplars.length ? exemplars[bucket] : null;
    }
  }

  /**
   * An exponential histogram.
   *
   * @param scale the resolution: bounds are powers of {@code 2^(2^-scale)}
   * @param zeroCount how many measurements are as good as zero
   * @param zeroThreshold up to where they are
   * @param positive the buckets above zero
   * @param negative the buckets below zero
   * @param count how many measurements there are
   * @param sum their sum
   * @param hasSum whether that is known
   * @param exemplars the newest, not more than {@link Points#MOST_EXEMPLARS}
   */
  record Exponential(
      Times times,
      int scale,
      long zeroCount,
      double zeroThreshold,
      Buckets positive,
      Buckets negative,
      long count,
      double sum,
      boolean hasSum,
      List<Exemplar> exemplars)
      implements Sample {}

  /**
   * A summary.
   *
   * @param quantiles from 0 to 1
   * @param values the value of each quantile
   * @param count how many measurements there are
   * @param sum their sum
   */
  @SuppressWarnings("ArrayRecordComponent") // samples are compared by identity only
  record Summary(Times times, double[] quantiles, double[] values, long count, double sum)
      implements Sample {}

  /**
   * What is known of a target.
   *
   * @param labels as they are written
   */
  record Info(Times times, String labels) implements Sample {}
}

package io.beltline.receiver.statsd;

import io.beltline.components.operators.RegexText;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one type of measurement.
 *
 * @param statsdType the type
 * @param observerType what it becomes
 * @param histogram the form of a histogram
 * @param summary the form of a summary
 */
public record MappingConfig(
    @Doc("timing, timer, histogram or distribution.") @Nullable MappedType statsdType,
    @Doc("gauge, summary or histogram.") @Nullable ObserverType observerType,
    @Doc("The form of a histogram.") Histogram histogram,
    @Doc("The form of a summary.") Summary summary)
    implements Validated {

  /**
   * The form of histograms.
   *
   * @param maxSize the most buckets of an exponential one; 0 for 160
   * @param explicitBuckets the bounds of histograms by their names
   */
  public record Histogram(
      @Doc("Buckets of an exponential histogram on each side of zero, 2 to 16384; 0: 160.")
          int maxSize,
      @Doc("Histograms whose names match a pattern have given bounds; the first match counts.")
          List<ExplicitBuckets> explicitBuckets) {}

  /**
   * The form of summaries.
   *
   * @param percentiles which are told; none for the usual ones
   */
  public record Summary(
      @Doc("Percentiles, 0 to 100; none: 0, 10, 50, 90, 95, 100.") List<Double> percentiles) {}

  /**
   * Bounds of histograms.
   *
   * @param matcherPattern what the name of a metric must match
   * @param buckets upper bounds in ascending order
   */
  public record ExplicitBuckets(
      @Doc("A regular expression that is searched in the name.") @Nullable RegexText matcherPattern,
      @Doc("Upper bounds in ascending order.") List<Double> buckets)
      implements Validated {

    @Override
    public void validate(Problems problems) {
      if (matcherPattern == null || matcherPattern.toString().isEmpty()) {
        problems.add("matcher_pattern", "must be written (expected: a regular expression)");
      }
      if (buckets.isEmpty()) {
        problems.add("buckets", "must not be empty (expected: a list of bounds)");
      }
      for (int i = 1; i < buckets.size(); i++) {
        if (buckets.get(i) < buckets.get(i - 1)) {
          problems.add("buckets", buckets + " are not in ascending order (expected: they are)");
          return;
        }
      }
    }
  }

  private static final int LEAST_SIZE = 2;
  private static final int MOST_SIZE = 16_384;

  @Override
  public void validate(Problems problems) {
    if (statsdType == null) {
      problems.add("statsd_type", "must be written (expected: timing, histogram, ...)");
    }
    if (observerType == null) {
      problems.add("observer_type", "must be written (expected: gauge, summary or histogram)");
    }
    int size = histogram.maxSize();
    if (size != 0 && (size < LEAST_SIZE || size > MOST_SIZE)) {
      problems.add("histogram::max_size", size + " is out of range (expected: 2 to 16384, or 0)");
    }
    if (observerType != ObserverType.HISTOGRAM
        && (size != 0 || !histogram.explicitBuckets().isEmpty())) {
      problems.add("histogram", "has no effect here (expected: with observer_type: histogram)");
    }
    for (Double percentile : summary.percentiles()) {
      if (!(percentile >= 0 && percentile <= 100)) {
        problems.add("summary::percentiles", percentile + " is out of range (expected: 0 to 100)");
      }
    }
    if (observerType != ObserverType.SUMMARY && !summary.percentiles().isEmpty()) {
      problems.add("summary", "has no effect here (expected: with observer_type: summary)");
    }
  }
}

package io.beltline.ottl.transform;

import java.util.Arrays;

/** How one number is made of several. */
enum Aggregation {
  SUM,
  MAX,
  MIN,
  MEAN,
  MEDIAN,
  COUNT;

  /** One whole number of several; a mean or median is cut to a whole number. */
  long of(long[] values) {
    return switch (this) {
      case SUM -> Arrays.stream(values).sum();
      case MAX -> Arrays.stream(values).max().orElse(0);
      case MIN -> Arrays.stream(values).min().orElse(0);
      case MEAN -> Arrays.stream(values).sum() / values.length;
      case COUNT -> values.length;
      case MEDIAN -> {
        Arrays.sort(values);
        int middle = values.length / 2;
        yield values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
      }
    };
  }

  /** One double of several, added up in their order. */
  double of(double[] values) {
    return switch (this) {
      case SUM -> sum(values);
      case MAX -> Arrays.stream(values).reduce(Double.NEGATIVE_INFINITY, Math::max);
      case MIN -> Arrays.stream(values).reduce(Double.POSITIVE_INFINITY, Math::min);
      case MEAN -> sum(values) / values.length;
      case COUNT -> values.length;
      case MEDIAN -> {
        Arrays.sort(values);
        int middle = values.length / 2;
        yield values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
      }
    };
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}

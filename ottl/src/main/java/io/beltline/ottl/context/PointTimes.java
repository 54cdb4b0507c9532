package io.beltline.ottl.context;

import io.beltline.model.otlp.ExponentialHistogramDataPointEditor;
import io.beltline.model.otlp.HistogramDataPointEditor;
import io.beltline.model.otlp.NumberDataPointEditor;
import io.beltline.model.otlp.SummaryDataPointEditor;

/** What all four kinds of data points have beside attributes: times and flags. */
final class PointTimes {
  private PointTimes() {}

  static long start(Execution x) {
    return switch (x.point()) {
      case NumberDataPointEditor p -> p.startTimeUnixNano();
      case HistogramDataPointEditor p -> p.startTimeUnixNano();
      case ExponentialHistogramDataPointEditor p -> p.startTimeUnixNano();
      case SummaryDataPointEditor p -> p.startTimeUnixNano();
      default -> 0;
    };
  }

  static void start(Execution x, long value) {
    switch (x.point()) {
      case NumberDataPointEditor p -> p.startTimeUnixNano(value);
      case HistogramDataPointEditor p -> p.startTimeUnixNano(value);
      case ExponentialHistogramDataPointEditor p -> p.startTimeUnixNano(value);
      case SummaryDataPointEditor p -> p.startTimeUnixNano(value);
      default -> {}
    }
  }

  static long time(Execution x) {
    return switch (x.point()) {
      case NumberDataPointEditor p -> p.timeUnixNano();
      case HistogramDataPointEditor p -> p.timeUnixNano();
      case ExponentialHistogramDataPointEditor p -> p.timeUnixNano();
      case SummaryDataPointEditor p -> p.timeUnixNano();
      default -> 0;
    };
  }

  static void time(Execution x, long value) {
    switch (x.point()) {
      case NumberDataPointEditor p -> p.timeUnixNano(value);
      case HistogramDataPointEditor p -> p.timeUnixNano(value);
      case ExponentialHistogramDataPointEditor p -> p.timeUnixNano(value);
      case SummaryDataPointEditor p -> p.timeUnixNano(value);
      default -> {}
    }
  }

  static long flags(Execution x) {
    int flags =
        switch (x.point()) {
          case NumberDataPointEditor p -> p.flags();
          case HistogramDataPointEditor p -> p.flags();
          case ExponentialHistogramDataPointEditor p -> p.flags();
          case SummaryDataPointEditor p -> p.flags();
          default -> 0;
        };
    return Integer.toUnsignedLong(flags);
  }

  static void flags(Execution x, long value) {
    int flags = (int) value;
    switch (x.point()) {
      case NumberDataPointEditor p -> p.flags(flags);
      case HistogramDataPointEditor p -> p.flags(flags);
      case ExponentialHistogramDataPointEditor p -> p.flags(flags);
      case SummaryDataPointEditor p -> p.flags(flags);
      default -> {}
    }
  }
}

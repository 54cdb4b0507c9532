package io.beltline.model.otlp;

import io.beltline.model.Signal;

/** Which fields lead from a request down to its items. */
final class Levels {
  private static final int[] FIRST = {1};
  private static final int[] SECOND = {2};
  private static final int[] DATA = {
    MetricView.GAUGE,
    MetricView.SUM,
    MetricView.HISTOGRAM,
    MetricView.EXPONENTIAL_HISTOGRAM,
    MetricView.SUMMARY
  };
  private static final int[][] ITEMS = {FIRST, SECOND, SECOND};
  private static final int[][] POINTS = {FIRST, SECOND, SECOND, DATA, FIRST};
  private static final int[][] SAMPLES = {FIRST, SECOND, SECOND, SECOND};

  private Levels() {}

  /** For each level from the request on, the numbers of the fields that hold the next. */
  static int[][] of(Signal signal) {
    return switch (signal) {
      case TRACES, LOGS -> ITEMS;
      case METRICS -> POINTS;
      case PROFILES -> SAMPLES;
    };
  }

  static boolean leads(int[] fields, int tag) {
    if ((tag & 7) == Wire.BYTES) {
      for (int field : fields) {
        if (field == tag >>> 3) {
          return true;
        }
      }
    }
    return false;
  }
}

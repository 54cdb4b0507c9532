package io.beltline.receiver.statsd;

import java.util.List;

/**
 * A measurement.
 *
 * @param series what was measured
 * @param values what it was, one or several
 * @param rate which part of the measurements was sent, above 0 and at most 1
 * @param time when it was, Unix nanoseconds; 0 if it does not say
 */
record Sample(SeriesKey series, List<Value> values, double rate, long time) {

  /**
   * A value.
   *
   * @param number a finite number
   * @param relative whether it has a sign: of a gauge it is a change then
   */
  record Value(double number, boolean relative) {}
}

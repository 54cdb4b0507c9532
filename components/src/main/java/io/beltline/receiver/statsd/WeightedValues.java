package io.beltline.receiver.statsd;

import io.beltline.components.prometheus.incoming.Points;
import io.beltline.model.otlp.SummaryDataPointView;
import io.beltline.model.otlp.ValueAtQuantileView;
import io.beltline.model.otlp.WireWriter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Values, each of which stands for a number of measurements, and their quantiles. One thread. */
final class WeightedValues {
  private static final int FIRST = 4;
  private static final double PERCENT = 100;

  private double[] values = new double[FIRST];
  private double[] weights = new double[FIRST];
  private int size;

  void add(double value, double weight) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
      weights = Arrays.copyOf(weights, 2 * size);
    }
    values[size] = value;
    weights[size] = weight;
    size++;
  }

  /** How many more bytes the arrays take with further values. */
  long growth(int more) {
    long room = values.length;
    while (room < size + more) {
      room *= 2;
    }
    return 2L * Double.BYTES * (room - values.length);
  }

  long bytes() {
    return 2L * Double.BYTES * values.length;
  }

  /** Writes what stands in a summary's point behind its attributes. */
  void write(WireWriter out, long start, long end, List<Double> percentiles) {
    double count = 0;
    double sum = 0;
    for (int i = 0; i < size; i++) {
      count += weights[i];
      sum += values[i] * weights[i];
    }
    Points.times(
        out,
        SummaryDataPointView.START_TIME_UNIX_NANO,
        start,
        SummaryDataPointView.TIME_UNIX_NANO,
        end);
    out.fixed64(SummaryDataPointView.COUNT, (long) count);
    out.float64(SummaryDataPointView.SUM, sum);
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (double percentile : percentiles) {
      int mark = out.begin(SummaryDataPointView.QUANTILE_VALUES);
      double quantile = percentile / PERCENT;
      out.float64(ValueAtQuantileView.QUANTILE, quantile);
      out.float64(ValueAtQuantileView.VALUE, quantile(order, quantile * count));
      out.end(mark);
    }
  }

  /** The least value that, with all that are not above it, has at least a weight. */
  private double quantile(int[] order, double wanted) {
    double reached = 0;
    for (int at : order) {
      reached += weights[at];
      if (reached >= wanted) {
        return values[at];
      }
    }
    return values[order[order.length - 1]]; // sums in another order differ in the last digit
  }
}

package io.beltline.components.aggregation;

import io.beltline.model.Slice;
import io.beltline.model.otlp.NumberDataPointEditor;
import io.beltline.model.otlp.NumberDataPointView;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes one number of several. It is a whole number if the first is; whole numbers are divided
 * without a rest. Points without a value are left out. One thread.
 */
final class NumberMerge {
  private final @Nullable AggregationType type;
  private final NumberDataPointView view = new NumberDataPointView();
  private final NumberDataPointEditor editor = new NumberDataPointEditor();
  private long[] longs = {};
  private double[] doubles = {};

  NumberMerge(@Nullable AggregationType type) {
    this.type = type;
  }

  /** The first point with the value of all and the earliest start. */
  Slice merge(List<Slice> points) {
    longs = new long[points.size()];
    doubles = new double[points.size()];
    int count = 0;
    long start = 0;
    Slice first = points.getFirst();
    boolean whole = false;
    for (int i = 0; i < points.size(); i++) {
      view.wrap(points.get(i));
      long from = view.startTimeUnixNano();
      start = i == 0 || Long.compareUnsigned(from, start) < 0 ? from : start;
      if (view.valueCase() == 0) {
        continue;
      }
      if (count == 0) {
        first = points.get(i);
        whole = view.hasAsInt();
      }
      longs[count] = view.hasAsInt() ? view.asInt() : (long) view.asDouble();
      doubles[count] = view.hasAsInt() ? view.asInt() : view.asDouble();
      count++;
    }
    editor.wrap(first);
    if (editor.startTimeUnixNano() != start) {
      editor.startTimeUnixNano(start);
    }
    if (count > 0 && type != null) {
      if (whole) {
        editor.asInt(whole(type, Arrays.copyOf(longs, count)));
      } else {
        editor.asDouble(fraction(type, Arrays.copyOf(doubles, count)));
      }
    }
    return editor.toSlice();
  }

  private static long whole(AggregationType type, long[] values) {
    return switch (type) {
      case SUM -> Arrays.stream(values).sum();
      case MEAN -> Arrays.stream(values).sum() / values.length;
      case MIN -> Arrays.stream(values).min().orElseThrow();
      case MAX -> Arrays.stream(values).max().orElseThrow();
      case COUNT -> values.length;
      case MEDIAN -> {
        Arrays.sort(values);
        int middle = values.length / 2;
        yield values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
      }
    };
  }

  private static double fraction(AggregationType type, double[] values) {
    return switch (type) {
      case SUM -> sum(values);
      case MEAN -> sum(values) / values.length;
      case MIN -> Arrays.stream(values).min().orElseThrow();
      case MAX -> Arrays.stream(values).max().orElseThrow();
      case COUNT -> values.length;
      case MEDIAN -> {
        Arrays.sort(values);
        int middle = values.length / 2;
        yield values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
      }
    };
  }

  /** One after another, as the Collector adds them; a stream's sum would compensate. */
  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}

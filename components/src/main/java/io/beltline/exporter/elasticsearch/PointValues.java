package io.beltline.exporter.elasticsearch;

import io.beltline.components.documents.JsonBuffer;
import io.beltline.model.otlp.BucketsView;
import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.NumberCursor;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.SummaryDataPointView;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of points as Elasticsearch stores them: numbers, histograms as counts at values, and
 * sums with counts.
 */
final class PointValues {
  private static final int NO_RECORDED_VALUE = 1;
  private static final PointValue NOTHING =
      PointValue.worthless("the point says that no value was recorded");

  private PointValues() {}

  static PointValue number(NumberDataPointView point, boolean counter) {
    if ((point.flags() & NO_RECORDED_VALUE) != 0) {
      return NOTHING;
    }
    String kind = counter ? "counter" : "gauge";
    JsonBuffer json = new JsonBuffer(24);
    if (point.hasAsInt()) {
      return PointValue.of(json.number(point.asInt()), kind + "_long", 1);
    }
    if (!point.hasAsDouble()) {
      return PointValue.worthless("the point has no value (expected: asInt or asDouble)");
    }
    double value = point.asDouble();
    return Double.isFinite(value)
        ? PointValue.of(json.number(value), kind + "_double", 1)
        : PointValue.worthless(value + " cannot be stored (expected: a finite number)");
  }

  static PointValue summary(SummaryDataPointView point) {
    if ((point.flags() & NO_RECORDED_VALUE) != 0) {
      return NOTHING;
    }
    return sumAndCount(point.sum(), point.count());
  }

  private static PointValue sumAndCount(double sum, long count) {
    if (!Double.isFinite(sum)) {
      return PointValue.worthless("a sum of " + sum + " cannot be stored");
    }
    JsonBuffer json = new JsonBuffer(48).beginObject();
    json.name("sum").number(sum).name("value_count").number(clamp(count)).endObject();
    return PointValue.of(json, "summary", count);
  }

  static PointValue histogram(HistogramDataPointView point, Hints hints) {
    if ((point.flags() & NO_RECORDED_VALUE) != 0) {
      return NOTHING;
    }
    if (hints.aggregate()) {
      return sumAndCount(point.sum(), point.count());
    }
    double[] bounds = doubles(point.explicitBounds());
    long[] counts = longs(point.bucketCounts());
    if (counts.length > 0 && counts.length != bounds.length + 1) {
      return PointValue.impossible(
          "the histogram has %d buckets for %d bounds (expected: one bucket more than bounds)"
              .formatted(counts.length, bounds.length));
    }
    Buckets buckets = new Buckets();
    if (bounds.length == 0) {
      if (point.count() != 0) {
        buckets.add(point.sum() / unsigned(point.count()), point.count());
      }
    } else {
      for (int i = 0; i < counts.length; i++) {
        buckets.add(
            hints.raw() ? bounds[Math.min(i, bounds.length - 1)] : middle(bounds, i), counts[i]);
      }
    }
    return buckets.value(point.count());
  }

  /** The middle of a bucket; of the outer ones half of the bound or the bound. */
  private static double middle(double[] bounds, int bucket) {
    if (bucket == 0) {
      return bounds[0] > 0 ? bounds[0] / 2 : bounds[0];
    }
    return bucket == bounds.length
        ? bounds[bucket - 1]
        : bounds[bucket - 1] + (bounds[bucket] - bounds[bucket - 1]) / 2;
  }

  static PointValue exponential(ExponentialHistogramDataPointView point, Hints hints) {
    if ((point.flags() & NO_RECORDED_VALUE) != 0) {
      return NOTHING;
    }
    if (hints.aggregate()) {
      return sumAndCount(point.sum(), point.count());
    }
    Buckets buckets = new Buckets();
    BucketsView negative = point.negative();
    long[] counts = longs(negative.bucketCounts());
    for (int i = counts.length - 1; i >= 0; i--) {
      buckets.add(-middle((long) negative.offset() + i, point.scale()), counts[i]);
    }
    buckets.add(0, point.zeroCount());
    BucketsView positive = point.positive();
    counts = longs(positive.bucketCounts());
    for (int i = 0; i < counts.length; i++) {
      buckets.add(middle((long) positive.offset() + i, point.scale()), counts[i]);
    }
    return buckets.value(point.count());
  }

  private static double middle(long index, int scale) {
    double lower = bound(index, scale);
    return lower + (bound(index + 1, scale) - lower) / 2;
  }

  /** Two to the power of index divided by two to the power of scale; no larger than a number is. */
  private static double bound(long index, int scale) {
    double exponent = Math.scalb((double) index, -scale);
    return Math.min(Double.MAX_VALUE, Math.pow(2, exponent));
  }

  private static double unsigned(long count) {
    return count >= 0 ? count : Double.parseDouble(Long.toUnsignedString(count));
  }

  private static long clamp(long unsigned) {
    return unsigned < 0 ? Long.MAX_VALUE : unsigned;
  }

  private static long[] longs(NumberCursor numbers) {
    List<Long> found = new ArrayList<>();
    while (numbers.next()) {
      found.add(numbers.asLong());
    }
    return found.stream().mapToLong(Long::longValue).toArray();
  }

  private static double[] doubles(NumberCursor numbers) {
    List<Double> found = new ArrayList<>();
    while (numbers.next()) {
      found.add(numbers.asDouble());
    }
    return found.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Counts at values in ascending order, without empty buckets; equal values are one. */
  private static final class Buckets {
    private final List<Double> values = new ArrayList<>();
    private final List<Long> counts = new ArrayList<>();
    private String complaint = "";

    void add(double value, long count) {
      if (count == 0) {
        return;
      }
      if (!Double.isFinite(value)) {
        complaint = "the histogram has a bucket at " + value + " (expected: finite numbers)";
      } else if (!values.isEmpty() && values.getLast() > value) {
        complaint = "the bounds of the histogram do not ascend";
      } else if (!values.isEmpty() && values.getLast() == value) {
        counts.add(clamp(counts.removeLast() + count));
      } else {
        values.add(value);
        counts.add(clamp(count));
      }
    }

    PointValue value(long count) {
      if (!complaint.isEmpty()) {
        return PointValue.impossible(complaint);
      }
      JsonBuffer json = new JsonBuffer(32 * values.size() + 32).beginObject();
      json.name("counts").beginArray();
      counts.forEach(json::number);
      json.endArray().name("values").beginArray();
      values.forEach(json::number);
      json.endArray().endObject();
      return PointValue.of(json, "histogram", count);
    }
  }
}

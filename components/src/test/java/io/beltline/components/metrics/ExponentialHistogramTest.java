package io.beltline.components.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExponentialHistogramTest {

  private static ExponentialHistogramDataPointView point(int size, List<Double> values) {
    ExponentialHistogram histogram = new ExponentialHistogram(size);
    values.forEach(value -> histogram.add(value, 1));
    WireWriter out = new WireWriter();
    histogram.write(out);
    ExponentialHistogramDataPointView point = new ExponentialHistogramDataPointView();
    point.wrap(out.toSlice());
    return point;
  }

  /** The upper bound of a bucket, with room for the last bit. */
  private static double bound(long index, int scale) {
    return Math.pow(2, index / Math.pow(2, scale));
  }

  @Test
  void everyValueIsInItsBucket() {
    Random random = new Random(11);
    for (int run = 0; run < 500; run++) {
      int size = 2 + random.nextInt(200);
      List<Double> values = new ArrayList<>();
      double range = random.nextDouble() * 40;
      for (int i = random.nextInt(100); i >= 0; i--) {
        values.add(random.nextInt(20) == 0 ? 0 : Math.exp((random.nextDouble() - 0.5) * range));
      }
      check(size, values);
    }
  }

  private static void check(int size, List<Double> values) {
    var point = point(size, values);
    assertThat(point.count()).isEqualTo(values.size());
    assertThat(point.zeroCount()).isEqualTo(values.stream().filter(v -> v == 0).count());
    long index = point.positive().offset();
    int buckets = 0;
    long inBuckets = 0;
    for (var walk = point.positive().bucketCounts(); walk.next(); index++, buckets++) {
      double low = bound(index, point.scale());
      double high = bound(index + 1, point.scale());
      long expected =
          values.stream().filter(v -> v > low * (1 + 1e-12) && v <= high * (1 - 1e-12)).count();
      long atMost =
          values.stream().filter(v -> v > low * (1 - 1e-12) && v <= high * (1 + 1e-12)).count();
      assertThat(walk.asLong()).isBetween(expected, atMost);
      inBuckets += walk.asLong();
    }
    assertThat(buckets).isLessThanOrEqualTo(size);
    assertThat(inBuckets + point.zeroCount()).isEqualTo(values.size());
  }

  @Test
  void boundsBelongToTheBucketBelow() {
    var point = point(160, List.of(1.0, 2.0, 4.0));
    assertThat(point.positive().offset()).isEqualTo((-1));
    assertThat(point.scale()).isEqualTo(6);
  }

  @Test
  void extremesShareFewBuckets() {
    var point = point(2, List.of(Double.MIN_VALUE, Double.MAX_VALUE, 1.0));
    assertThat(point.count()).isEqualTo(3);
    assertThat(point.max()).isEqualTo(Double.MAX_VALUE);
    assertThat(point.scale()).isLessThanOrEqualTo(-10);
  }
}

package io.beltline.components.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.metrics.ExponentialScale;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exponential histograms against the numbers they are made of. */
class ExponentialValueTest {
  private static final Extent NOTHING = new Extent(null, null, null);

  private static ExponentialValue of(List<Double> values, int scale, double threshold) {
    TreeMap<Long, Long> up = new TreeMap<>();
    TreeMap<Long, Long> down = new TreeMap<>();
    long zeros = 0;
    for (double value : values) {
      if (Math.abs(value) <= threshold) {
        zeros++;
      } else {
        (value > 0 ? up : down)
            .merge(ExponentialScale.index(Math.abs(value), scale), 1L, Long::sum);
      }
    }
    return new ExponentialValue(
        values.size(), NOTHING, scale, threshold, zeros, buckets(up), buckets(down));
  }

  private static ExponentialBuckets buckets(TreeMap<Long, Long> counts) {
    if (counts.isEmpty()) {
      return new ExponentialBuckets(0, new long[0]);
    }
    long first = counts.firstKey();
    long[] dense = new long[(int) (counts.lastKey() - first) + 1];
    counts.forEach((index, count) -> dense[(int) (index - first)] = count);
    return new ExponentialBuckets((int) first, dense);
  }

  /** A threshold as a sender has one: the bound of a bucket. */
  private static double threshold(Random random, int scale) {
    return random.nextInt(3) > 0
        ? 0
        : ExponentialScale.lowerBound(
            ExponentialScale.index(Math.exp(random.nextDouble() * 4 - 3), scale), scale);
  }

  private static List<Double> values(Random random) {
    List<Double> values = new ArrayList<>();
    double range = random.nextDouble() * 60;
    for (int i = random.nextInt(40); i > 0; i--) {
      double value = Math.exp((random.nextDouble() - 0.5) * range);
      values.add(random.nextInt(10) == 0 ? 0 : random.nextInt(3) == 0 ? -value : value);
    }
    return values;
  }

  @RepeatedTest(300)
  void aSumIsTheHistogramOfAllNumbers(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    List<Double> all = new ArrayList<>();
    ExponentialValue sum = null;
    for (int i = 0; i < 4; i++) {
      List<Double> values = values(random);
      int scale = random.nextInt(12) - 4;
      ExponentialValue value = of(values, scale, threshold(random, scale));
      all.addAll(values);
      sum = sum == null ? value : sum.plus(value);
    }
    assertThat(sum).isNotNull();
    assertThat(sum.positive().counts().length).isLessThanOrEqualTo(ExponentialValue.MOST_BUCKETS);
    assertThat(sum.negative().counts().length).isLessThanOrEqualTo(ExponentialValue.MOST_BUCKETS);
    ExponentialValue expected = of(all, sum.scale(), sum.zeroThreshold());
    assertThat(sum.count()).isEqualTo(all.size());
    assertThat(sum.zeros()).isEqualTo(expected.zeros());
    assertSame(sum.positive(), expected.positive());
    assertSame(sum.negative(), expected.negative());
  }

  @RepeatedTest(300)
  void aDifferenceIsTheHistogramOfWhatWasAdded(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    List<Double> before = values(random);
    List<Double> added = values(random);
    int scale = random.nextInt(12) - 4;
    int coarser = scale - random.nextInt(3);
    double threshold = threshold(random, coarser);
    List<Double> after = new ArrayList<>(before);
    after.addAll(added);
    ExponentialValue difference = of(after, coarser, threshold).minus(of(before, scale, 0));
    assertThat(difference).isNotNull();
    ExponentialValue expected = of(added, coarser, threshold);
    assertThat(difference.count()).isEqualTo(added.size());
    assertThat(difference.zeros()).isEqualTo(expected.zeros());
    assertSame(difference.positive(), expected.positive());
    assertSame(difference.negative(), expected.negative());
    if (!before.isEmpty()) {
      assertThat(of(added, coarser, threshold).minus(of(after, coarser, threshold))).isNull();
    }
  }

  private static void assertSame(ExponentialBuckets one, ExponentialBuckets other) {
    for (long index = Math.min(one.first(), other.first());
        index
            < 1L
                + Math.max(
                    one.first() + one.counts().length, other.first() + other.counts().length);
        index++) {
      assertThat(one.at(index)).isEqualTo(other.at(index));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1, -1", "0, 1.5, 0", "0, 2, 0", "1, 2, 1", "1, 1.9, 1", "-1, 4, 0", "-1, 5, 1"})
  void bucketsOfNumbers(int scale, double value, long index) {
    assertThat(ExponentialScale.index(value, scale)).isEqualTo(index);
    assertThat(value).isGreaterThan(ExponentialScale.lowerBound(index, scale));
    assertThat(value).isLessThanOrEqualTo(ExponentialScale.lowerBound(index + 1, scale));
  }

  @Test
  void oddHistogramsAreAddedWithoutAnException() {
    Random random = new Random(5);
    int[] odd = {Integer.MIN_VALUE, Integer.MAX_VALUE, -40, 40, 20, 0, -1, 7};
    double[] thresholds = {0, Double.MIN_VALUE, 1, Double.MAX_VALUE};
    ExponentialValue sum = of(List.of(1.0), 3, 0);
    for (int i = 0; i < 5000; i++) {
      ExponentialValue value =
          new ExponentialValue(
              random.nextLong(),
              NOTHING,
              odd[random.nextInt(odd.length)],
              thresholds[random.nextInt(thresholds.length)],
              random.nextLong(),
              new ExponentialBuckets(odd[random.nextInt(odd.length)], new long[] {1, -1, 5}),
              new ExponentialBuckets(odd[random.nextInt(odd.length)], new long[] {2}));
      assertThat(sum.plus(value).positive().counts().length).isLessThanOrEqualTo(160);
      assertThat(value.plus(sum).count()).isEqualTo(value.count() + sum.count());
      assertThat(value.minus(value)).isNotNull();
      sum = i % 50 == 0 ? of(List.of(1.0), 3, 0) : sum.plus(value);
    }
  }

  @RepeatedTest(20)
  void bytesAreReadBack(RepetitionInfo run) throws IOException {
    Random random = new Random(run.getCurrentRepetition());
    for (PointValue value :
        List.of(
            NumberValue.of(random.nextLong()),
            NumberValue.of(random.nextDouble()),
            new SummaryValue(random.nextLong(), random.nextDouble()),
            new HistogramValue(
                3, new Extent(1.5, null, 2.0), new double[] {1, 2}, new long[] {1, 0, 2}),
            of(values(random), 2, 0.5))) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      value.write(new DataOutputStream(bytes));
      assertThat(
              PointValue.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
          .isEqualTo(value);
    }
  }
}

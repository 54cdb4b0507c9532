package io.beltline.components.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.prometheus.Sample.Exponential;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExponentialsTest {

  private static Exponential ones(int scale, int offset, int buckets) {
    long[] counts = new long[buckets];
    Arrays.fill(counts, 1);
    return new Exponential(
        new Times(1, 2, 1, 0, 0),
        scale,
        0,
        0,
        new Buckets(offset, counts),
        Buckets.NONE,
        buckets,
        buckets,
        true,
        List.of());
  }

  @ParameterizedTest
  @CsvSource({"8,160,8,160", "8,2560,8,2560", "8,2561,7,1281", "20,20000,17,2500"})
  void whatCameWholeKeepsTenPowersOfTwoAtScaleEight(
      int scale, int buckets, int keptScale, int keptBuckets) {
    Exponential kept = Exponentials.fitted(ones(scale, 0, buckets));
    assertThat(kept.scale()).isEqualTo(keptScale);
    assertThat(kept.positive().counts()).hasSize(keptBuckets);
    assertThat(kept.positive().total()).isEqualTo(buckets);
  }

  @Test
  void sumsHaveAsManyBucketsAsAnSdkKeeps() {
    Exponential sum = Exponentials.plus(ones(8, 0, 100), ones(8, 400, 100));
    assertThat(sum.scale()).isEqualTo(6);
    assertThat(sum.positive().counts()).hasSize(125);
    assertThat(sum.positive().total()).isEqualTo(200);
    assertThat(Exponentials.plus(ones(8, 0, 100), ones(8, 60, 100)).scale()).isEqualTo(8);
  }
}

package io.beltline.processor.remotetap;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ShownRateTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void oneInASecondIsOneInASecond() {
    ShownRate rate = new ShownRate(1, 0);
    assertThat(rate.take(0)).isTrue();
    assertThat(rate.take(SECOND - 1)).isFalse();
    assertThat(rate.take(SECOND)).isTrue();
    assertThat(rate.take(10 * SECOND)).isTrue();
    assertThat(rate.take(10 * SECOND)).as("no more than a second's worth is saved").isFalse();
  }

  @Test
  void lessThanOneInASecondIsPossibleAndSoIsNone() {
    ShownRate half = new ShownRate(0.5, 0);
    assertThat(half.take(0)).isTrue();
    assertThat(half.take(SECOND)).isFalse();
    assertThat(half.take(2 * SECOND)).isTrue();
    assertThat(new ShownRate(0, 0).take(1_000 * SECOND)).isFalse();
  }

  @Property(seed = "20261128")
  void overAWhileItIsTheRate(
      @ForAll @DoubleRange(min = 0.1, max = 1000) double perSecond,
      @ForAll @IntRange(min = 1, max = 50) int seconds) {
    ShownRate rate = new ShownRate(perSecond, 0);
    long steps = 2_000L * seconds;
    long taken = 0;
    for (long i = 1; i <= steps; i++) {
      taken += rate.take(i * SECOND * seconds / steps) ? 1 : 0;
    }
    assertThat(taken)
        .isBetween(
            (long) Math.floor(perSecond * seconds * 0.999) - 1,
            (long) Math.ceil(perSecond * seconds + Math.max(1, perSecond)) + 1);
  }
}

package io.beltline.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.FakeClock;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SizeLimitTest {
  private final FakeClock clock = new FakeClock();
  private final SizeLimit limit = new SizeLimit(clock);

  /** Sends as much as the limit allows to a destination that takes so much. */
  private static boolean send(SizeLimit limit, long demand, long takes) {
    long size = Math.min(demand, limit.bytes());
    if (size > takes) {
      limit.refused(size);
      return false;
    }
    limit.taken(size);
    return true;
  }

  @Test
  void knowsNothingAtFirst() {
    limit.taken(5_000_000);
    assertThat(limit.bytes()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void isHalvedByARefusal() {
    limit.refused(1000);
    assertThat(limit.bytes()).isEqualTo(500);
    limit.refused(500);
    assertThat(limit.bytes()).isEqualTo(250);
  }

  @Test
  void isForgottenSoonWhereTheObstacleIsGone() {
    limit.refused(1000);
    limit.taken(400);
    assertThat(limit.bytes()).isEqualTo(500);
    clock.advance(Duration.ofMinutes(5));
    limit.taken(400);
    assertThat(limit.bytes()).isEqualTo(1000);
    limit.taken(900);
    assertThat(limit.bytes()).isEqualTo(2000);
  }

  @Test
  void smallRequestsSayNothingAboutTheLimit() {
    limit.refused(1000);
    clock.advance(Duration.ofMinutes(5));
    limit.taken(100);
    assertThat(limit.bytes()).isEqualTo(500);
  }

  @Test
  void aLowerLimitOfTheDestinationIsLearnedToo() {
    limit.refused(1000);
    limit.taken(480);
    limit.refused(300);
    assertThat(limit.bytes()).isEqualTo(150);
  }

  @Property(tries = 200, seed = "20261123")
  void comesCloseToTheDestinationsLimit(
      @ForAll @LongRange(min = 1000, max = 9_999_999) long takes) {
    FakeClock time = new FakeClock();
    SizeLimit learned = new SizeLimit(time);
    long demand = 10_000_000;
    while (!send(learned, demand, takes)) {
      assertThat(learned.bytes()).isPositive();
    }
    int refusals = 0;
    for (int minute = 0; minute < 50; minute++) {
      time.advance(Duration.ofMinutes(1));
      for (int i = 0; i < 10; i++) {
        refusals += send(learned, demand, takes) ? 0 : 1;
      }
    }
    assertThat(refusals).isLessThanOrEqualTo(10);
    assertThat(learned.bytes()).isBetween(takes * 7 / 10, Math.max(takes * 5 / 4, demand));
    if (takes < demand / 2) {
      while (!send(learned, demand, takes)) {
        assertThat(learned.bytes()).isPositive();
      }
      assertThat(learned.bytes()).isBetween(takes * 7 / 10, takes);
    }
  }
}

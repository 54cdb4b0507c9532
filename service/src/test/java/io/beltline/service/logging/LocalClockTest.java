package io.beltline.service.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

final class LocalClockTest {

  @Test
  void hasTheOffsetThatHoldsHereNow() {
    LocalClock clock = new LocalClock();
    Instant before = Instant.now();
    Instant now = clock.instant();
    assertThat(now).isBetween(before, Instant.now());
    assertThat(clock.getZone()).isEqualTo(ZoneId.systemDefault().getRules().getOffset(now));
  }
}

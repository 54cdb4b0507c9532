package io.beltline.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RichStatusTest {

  @Test
  void capsTheDelayAtADay() {
    assertThat(delay(Duration.ofMillis(1500))).isEqualTo(Duration.ofMillis(1500));
    assertThat(delay(Duration.ofSeconds(1_000_000_000_000L))).isEqualTo(Duration.ofDays(1));
    assertThat(delay(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)))
        .isEqualTo(Duration.ofDays(1));
    assertThat(delay(Duration.ofSeconds(-5))).isEqualTo(Duration.ZERO);
  }

  private static Duration delay(Duration sent) {
    return RichStatus.retryAfter(RichStatus.encode(14, "busy", sent));
  }
}

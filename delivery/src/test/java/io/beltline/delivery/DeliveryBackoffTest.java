package io.beltline.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** When it is too late for another attempt. */
class DeliveryBackoffTest {
  private static final long NOW = Duration.ofDays(30).toNanos();

  @Test
  void whatWasNotTriedYetIsNotTooLate() {
    Backoff backoff =
        new Backoff(
            RetryConfig.defaults(),
            RandomGenerator.getDefault(),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5));
    Trial tried = new Trial();
    tried.begun = true;
    assertThat(backoff.exhausted(tried, NOW, 1, false)).isTrue();
    Trial behind = tried.part();
    assertThat(backoff.exhausted(behind, NOW, 1, false)).isFalse();
    assertThat(backoff.exhausted(behind, NOW, 1, true)).isFalse();
  }
}

package io.beltline.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void readsSecondsAndDatesAndCapsBothAtADay() {
    assertThat(RetryAfter.parse("120", 0)).isEqualTo(Duration.ofMinutes(2));
    assertThat(RetryAfter.parse("99999999", 0)).isEqualTo(DAY);
    assertThat(RetryAfter.parse("1000000000000", 0)).isEqualTo(DAY);
    assertThat(RetryAfter.parse("Thu, 01 Jan 1970 00:01:00 GMT", 0))
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(RetryAfter.parse("Fri, 31 Dec 9999 23:59:59 GMT", 0)).isEqualTo(DAY);
    assertThat(RetryAfter.parse("soon", 0)).isNull();
  }
}

package io.beltline.ottl.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.ottl.EvaluationException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of which year and day a text is that does not say. */
class TimeReaderTest {
  private static Instant read(String layout, String text, String zone, String now) {
    long nanos = TimeUnit.SECONDS.toNanos(Instant.parse(now).getEpochSecond());
    return new TimeReader(TimeLayout.of(layout), TimeNames.ENGLISH, text, ZoneId.of(zone))
        .read(() -> nanos)
        .toInstant();
  }

  @ParameterizedTest
  @CsvSource({
    // the year has begun where it was written
    "Asia/Tokyo, Jan  1 00:30:00, 2025-12-31T15:30:00Z, 2025-12-31T15:30:00Z",
    "America/New_York, Dec 31 23:30:00, 2026-01-01T04:30:00Z, 2026-01-01T04:30:00Z",
    // the sender's clock is ahead
    "UTC, Jan  1 00:00:00, 2025-12-31T23:59:59Z, 2026-01-01T00:00:00Z",
    "UTC, Jan  2 00:00:00, 2025-12-31T12:00:00Z, 2025-01-02T00:00:00Z",
    "UTC, Feb 15 10:00:00, 2026-02-10T00:00:00Z, 2026-02-15T10:00:00Z",
    "UTC, Feb 15 10:00:00, 2026-02-01T00:00:00Z, 2025-02-15T10:00:00Z",
    // years without the day are passed over
    "UTC, Feb 29 10:00:00, 2025-01-02T00:00:00Z, 2024-02-29T10:00:00Z"
  })
  void theYearIsThatOfThePlace(String zone, String text, String now, String expected) {
    assertThat(read("%b %e %H:%M:%S", text, zone, now)).isEqualTo(expected);
  }

  @Test
  void theDayIsThatOfThePlace() {
    assertThat(read("%H:%M", "00:10", "Asia/Tokyo", "2026-03-01T15:10:00Z"))
        .isEqualTo("2026-03-01T15:10:00Z");
  }

  @Test
  void aDayThatNeitherYearHasIsNone() {
    assertThatThrownBy(
            () -> read("%b %e %H:%M:%S", "Feb 29 10:00:00", "UTC", "2026-05-02T00:00:00Z"))
        .isInstanceOf(EvaluationException.class);
  }
}

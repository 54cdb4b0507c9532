package io.beltline.components.timelayout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLayoutTest {
  private static final long NOW = nanos(Instant.parse("2026-01-05T00:00:00Z"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%Y-%m-%d %H:%M:%S | 2025-03-04 05:06:07 | 2025-03-04T05:06:07Z",
        "%Y-%m-%dT%H:%M:%S.%LZ | 2025-03-04T05:06:07.089Z | 2025-03-04T05:06:07.089Z",
        "%Y-%m-%d %H:%M:%S,%f %z | 2022-01-02 07:24:56,123 -0700 | 2022-01-02T14:24:56.123Z",
        "%Y-%m-%d %H:%M:%S.%f %z | 2022-01-02 07:24:56,123 -0700 | 2022-01-02T14:24:56.123Z",
        "%Y-%m-%dT%H:%M:%S.%s%z | 2022-01-02T14:24:56.123456789Z | 2022-01-02T14:24:56.123456789Z",
        "%d/%b/%Y:%H:%M:%S %z | 10/Oct/2000:13:55:36 -0700 | 2000-10-10T20:55:36Z",
        "%b %e %H:%M:%S | Jan  2 03:04:05 | 2026-01-02T03:04:05Z",
        "%b %e %H:%M:%S | Dec 31 23:59:59 | 2025-12-31T23:59:59Z",
        "%b %d %H:%M:%S | Jan 11 03:04:05 | 2026-01-11T03:04:05Z",
        "%b %d %H:%M:%S | Jan 13 03:04:05 | 2025-01-13T03:04:05Z",
        "%a %b %e %H:%M:%S %Z %Y | Fri Jun  5 13:50:27 UTC 2020 | 2020-06-05T13:50:27Z",
        "%A, %d %B %Y %I:%M:%S %p | Friday, 05 June 2020 01:50:27 PM | 2020-06-05T13:50:27Z",
        "%F %T | 2025-03-04 05:06:07 | 2025-03-04T05:06:07Z",
        "%D %R | 03/04/2025 05:06 | 2025-03-04T05:06:00Z",
        "%c | Tue Mar 04 05:06:07 2025 | 2025-03-04T05:06:07Z",
        "%y%m%d %H%M%S | 250304 050607 | 2025-03-04T05:06:07Z",
        "%y-%q-%g | 99-3-4 | 1999-03-04T00:00:00Z",
        "%Y-%m-%dT%H:%M:%S%j | 2025-03-04T05:06:07+02:00 | 2025-03-04T03:06:07Z",
        "%Y-%m-%dT%H:%M:%S%k | 2025-03-04T05:06:07+02:00:30 | 2025-03-04T03:05:37Z",
        "%Y-%m-%dT%H:%M:%S%i | 2025-03-04T05:06:07-03 | 2025-03-04T08:06:07Z",
        "%H:%M:%S%%%Y | 05:06:07%2025 | 2025-01-01T05:06:07Z",
        "%I:%M %P %Y | 12:30 am 2025 | 2025-01-01T00:30:00Z",
      })
  void strptime(String layout, String text, String expected) throws InvalidTimeException {
    assertThat(TimeLayout.strptime(layout, ZoneOffset.UTC, Map.of()).parse(text, NOW))
        .isEqualTo(nanos(Instant.parse(expected)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2006-01-02T15:04:05Z07:00 | 2025-03-04T05:06:07.5+01:00 | 2025-03-04T04:06:07.5Z",
        "2006-01-02T15:04:05.999999999Z07:00 | 2025-03-04T05:06:07Z | 2025-03-04T05:06:07Z",
        "2006-01-02T15:04:05.000Z | 2025-03-04T05:06:07.089Z | 2025-03-04T05:06:07.089Z",
        "Jan _2 15:04:05 2006 | Jun  5 13:50:27 2020 | 2020-06-05T13:50:27Z",
        "Monday, 02-Jan-06 15:04:05 MST | Friday, 05-Jun-20 13:50:27 UTC | 2020-06-05T13:50:27Z",
        "1/2/2006 3:04:05 PM | 6/5/2020 1:50:27 PM | 2020-06-05T13:50:27Z",
        "2006-002 15:04:05 -0700 | 2020-157 13:50:27 +0000 | 2020-06-05T13:50:27Z",
        "2006/01/02 15:04:05,000 | 2020/06/05 13:50:27.250 | 2020-06-05T13:50:27.25Z",
      })
  void go(String layout, String text, String expected) throws InvalidTimeException {
    assertThat(TimeLayout.go(layout, ZoneOffset.UTC, Map.of()).parse(text, NOW))
        .isEqualTo(nanos(Instant.parse(expected)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // the year has begun where the sender is, and not in UTC
        "Asia/Tokyo | 2025-12-31T15:30:00Z | Jan  1 00:30:00 | 2025-12-31T15:30:00Z",
        "Asia/Tokyo | 2025-12-31T15:30:00Z | Dec 31 23:59:59 | 2025-12-31T14:59:59Z",
        "Asia/Tokyo | 2025-12-31T15:30:00Z | Jan  7 00:00:00 | 2026-01-06T15:00:00Z",
        "Asia/Tokyo | 2025-12-31T15:30:00Z | Jan  9 00:00:00 | 2025-01-08T15:00:00Z",
        "Europe/Berlin | 2025-12-31T23:00:00Z | Jan  1 00:00:00 | 2025-12-31T23:00:00Z",
        "Australia/Sydney | 2025-12-31T13:00:00Z | Jan  1 00:00:00 | 2025-12-31T13:00:00Z",
        // and the other way round
        "America/New_York | 2026-01-01T03:00:00Z | Dec 31 22:00:00 | 2026-01-01T03:00:00Z",
        "America/New_York | 2026-01-01T04:59:59Z | Jan  1 00:00:01 | 2026-01-01T05:00:01Z",
        // clocks that are ahead, and zones the location does not know of
        "UTC | 2025-12-31T23:59:59Z | Jan  1 00:00:00 | 2026-01-01T00:00:00Z",
        "UTC | 2025-12-31T10:00:00Z | Jan  1 00:00:00 | 2026-01-01T00:00:00Z",
        "UTC | 2025-12-30T23:59:59Z | Jan  1 00:00:00 | 2025-01-01T00:00:00Z",
        "UTC | 2025-12-30T10:00:00Z | Dec 31 10:00:00 | 2025-12-31T10:00:00Z",
        "UTC | 2026-01-01T00:00:00Z | Dec 31 23:59:59 | 2025-12-31T23:59:59Z",
        "UTC | 2026-01-02T00:00:00Z | Jan  2 00:00:00 | 2026-01-02T00:00:00Z",
        "UTC | 2026-06-15T12:00:00Z | Jun 15 13:00:00 | 2026-06-15T13:00:00Z",
        "UTC | 2026-06-15T12:00:00Z | Jun 22 12:00:00 | 2026-06-22T12:00:00Z",
        "UTC | 2026-06-15T12:00:00Z | Jun 22 12:00:01 | 2025-06-22T12:00:01Z",
        // days that not every year has
        "UTC | 2029-01-02T00:00:00Z | Feb 29 10:00:00 | 2028-02-29T10:00:00Z",
        "UTC | 2028-02-28T23:59:59Z | Feb 29 00:00:00 | 2028-02-29T00:00:00Z",
        "UTC | 2028-12-31T23:59:59Z | Feb 29 00:00:00 | 2028-02-29T00:00:00Z",
      })
  void aTimeWithoutAYearIsOfTheYearThatIsNearest(
      ZoneId location, Instant now, String text, Instant expected) throws InvalidTimeException {
    TimeLayout layout = TimeLayout.go("Jan _2 15:04:05", location, Map.of());
    assertThat(layout.parse(text, nanos(now))).isEqualTo(nanos(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%b %e %H:%M %z | Jan  1 00:30 +0900 | 2025-12-31T15:30:00Z",
        "%b %e %H:%M %z | Dec 31 04:30 -1100 | 2025-12-31T15:30:00Z",
        "%b %e %H:%M %Z | Jan  1 00:30 JST | 2025-12-31T15:30:00Z",
        "%H:%M | 15:30 | 2025-01-01T15:30:00Z",
      })
  void theYearIsThatOfTheZoneInTheText(String layout, String text, Instant expected)
      throws InvalidTimeException {
    long now = nanos(Instant.parse("2025-12-31T15:30:00Z"));
    Map<String, ZoneId> zones = Map.of("JST", ZoneId.of("Asia/Tokyo"));
    assertThat(TimeLayout.strptime(layout, ZoneOffset.UTC, zones).parse(text, now))
        .isEqualTo(nanos(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-06-15T00:00:00Z | Feb 29 10:00:00",
        "2028-01-02T00:00:00Z | Feb 29 10:00:00",
        "2026-06-15T00:00:00Z | Feb 30 10:00:00",
        "2025-12-31T23:59:59Z | Jan 32 10:00:00",
      })
  void aDayThatNoYearNearHasIsRefused(Instant now, String text) throws InvalidTimeException {
    TimeLayout layout = TimeLayout.go("Jan _2 15:04:05", ZoneOffset.UTC, Map.of());
    assertThatThrownBy(() -> layout.parse(text, nanos(now)))
        .isInstanceOf(InvalidTimeException.class)
        .hasMessageContaining("\"" + text + "\" is no time");
  }

  @Test
  void aTimeWithoutAnOffsetIsMeantInTheLocation() throws InvalidTimeException {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    TimeLayout layout = TimeLayout.strptime("%Y-%m-%d %H:%M", berlin, Map.of());
    assertThat(layout.parse("2025-07-01 12:00", NOW))
        .isEqualTo(nanos(Instant.parse("2025-07-01T10:00:00Z")));
    assertThat(layout.parse("2025-01-01 12:00", NOW))
        .isEqualTo(nanos(Instant.parse("2025-01-01T11:00:00Z")));
  }

  @Test
  void aNameOfAZoneIsLookedUpInTheUsersTableFirst() throws InvalidTimeException {
    TimeLayout layout =
        TimeLayout.strptime(
            "%Y-%m-%d %H:%M %Z",
            ZoneId.of("Asia/Kolkata"), Map.of("PDT", ZoneId.of("America/Los_Angeles")));
    assertThat(layout.parse("2025-08-20 14:08 PDT", NOW))
        .isEqualTo(nanos(Instant.parse("2025-08-20T21:08:00Z")));
    assertThat(layout.parse("2025-08-20 14:08 IST", NOW))
        .isEqualTo(nanos(Instant.parse("2025-08-20T08:38:00Z")));
    assertThat(layout.parse("2025-08-20 14:08 GMT+2", NOW))
        .isEqualTo(nanos(Instant.parse("2025-08-20T12:08:00Z")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%Y-%m-%d | 2025-13-01 | is no time",
        "%Y-%m-%d | 2025-02-30 | is no time",
        "%Y-%m-%d | 2025-2-01 | at character 6 (expected: 2 digits)",
        "%Y-%m-%d | 2025-02-01x | at character 11 (expected: nothing behind it)",
        "%Y-%m-%d | 2025 | at character 5 (expected: '-')",
        "%b | Foo | expected: a name such as Jan",
        "%H:%M %p | 11:00 xx | expected: AM or PM",
        "%Y %z | 2025 x | expected: Z, + or -",
        "%Y %z | 2025 +9900 | expected: an offset of at most 18 hours",
        "%Y %Z | 2025 u | expected: the name of a time zone",
      })
  void aTextThatIsNoTimeIsRefused(String layout, String text, String words)
      throws InvalidTimeException {
    TimeLayout compiled = TimeLayout.strptime(layout, ZoneOffset.UTC, Map.of());
    assertThatThrownBy(() -> compiled.parse(text, NOW))
        .isInstanceOf(InvalidTimeException.class)
        .hasMessageContaining(words);
  }

  @Test
  void aLayoutThatIsNoneIsRefused() {
    assertThatThrownBy(() -> TimeLayout.strptime("%Y %Q", null, Map.of()))
        .hasMessageContaining("\"%Q\"");
    assertThatThrownBy(() -> TimeLayout.strptime("%S%L", null, Map.of()))
        .hasMessageContaining("expected: . or , before it");
    assertThatThrownBy(() -> TimeLayout.strptime("abc", null, Map.of()))
        .hasMessageContaining("no strptime layout");
    assertThatThrownBy(() -> TimeLayout.strptime("%Y%", null, Map.of()))
        .hasMessageContaining("expected: %%");
    assertThatThrownBy(() -> TimeLayout.go("%Y", null, Map.of()))
        .hasMessageContaining("no layout of Go");
  }

  @ParameterizedTest
  @CsvSource({
    "s,1136214245,2006-01-02T15:04:05Z",
    "ms,1136214245123,2006-01-02T15:04:05.123Z",
    "us,1136214245123456,2006-01-02T15:04:05.123456Z",
    "ns,1136214245123456789,2006-01-02T15:04:05.123456789Z",
    "s.ms,1136214245.123,2006-01-02T15:04:05.123Z",
    "s.us,1136214245.123456,2006-01-02T15:04:05.123456Z",
    "s.ns,1136214245.123456789,2006-01-02T15:04:05.123456789Z",
    "s.ns,1136214245,2006-01-02T15:04:05Z",
    "s,-1,1969-12-31T23:59:59Z",
  })
  void epoch(String layout, String text, String expected) throws InvalidTimeException {
    assertThat(EpochLayout.of(layout).parse(text)).isEqualTo(nanos(Instant.parse(expected)));
  }

  @Test
  void numbersAreTimesToo() throws InvalidTimeException {
    assertThat(EpochLayout.of("s").parse(1.5)).isEqualTo(1_000_000_000L);
    assertThat(EpochLayout.of("s.ms").parse(1.5)).isEqualTo(1_500_000_000L);
    assertThat(EpochLayout.of("ms").parse(7L)).isEqualTo(7_000_000L);
    assertThatThrownBy(() -> EpochLayout.of("s").parse("1.5")).hasMessageContaining("\"1.5\"");
    assertThatThrownBy(() -> EpochLayout.of("s").parse(Long.MAX_VALUE)).isNotNull();
    assertThatThrownBy(() -> EpochLayout.of("h")).hasMessageContaining("expected: s, ms");
  }

  @Property(seed = "20261128")
  void whatIsWrittenIsReadAgain(@ForAll @LongRange(min = 0, max = 4_000_000_000L) long second)
      throws InvalidTimeException {
    OffsetDateTime time =
        Instant.ofEpochSecond(second, 123_456_789).atOffset(ZoneOffset.ofHours(3));
    String text =
        DateTimeFormatter.ofPattern("EEE dd MMM uuuu HH:mm:ss.SSSSSSSSS xx", Locale.ROOT)
            .format(time);
    assertThat(TimeLayout.strptime("%a %d %b %Y %H:%M:%S.%s %z", null, Map.of()).parse(text, NOW))
        .isEqualTo(nanos(time.toInstant()));
    assertThat(TimeLayout.go("Mon 02 Jan 2006 15:04:05 -0700", null, Map.of()).parse(text, NOW))
        .isEqualTo(nanos(time.toInstant()));
  }

  @Property(seed = "20261128")
  void noTextBreaksIt(@ForAll String text) throws InvalidTimeException {
    TimeLayout layout = TimeLayout.strptime("%Y-%m-%d %H:%M:%S", null, Map.of());
    Throwable thrown = catchThrowable(() -> layout.parse(text, NOW));
    assertThat(thrown == null || thrown instanceof InvalidTimeException).isTrue();
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }
}

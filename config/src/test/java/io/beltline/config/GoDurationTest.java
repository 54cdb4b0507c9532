package io.beltline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "1h2m3.5s, PT1H2M3.5S, 1h2m3.5s",
    "200ms, PT0.2S, 200ms",
    "1us, PT0.000001S, 1us",
    "1µs, PT0.000001S, 1us",
    "1μs, PT0.000001S, 1us",
    "-1s, PT-1S, -1s",
    "+5s, PT5S, 5s",
    "0, PT0S, 0s",
    "-0, PT0S, 0s",
    ".5s, PT0.5S, 500ms",
    "1.s, PT1S, 1s",
    "90m, PT1H30M, 1h30m",
    "300s, PT5M, 5m",
    "1.5ns, PT0.000000001S, 1ns",
    "1s1s, PT2S, 2s",
    "2562047h47m16.854775807s, PT2562047H47M16.854775807S, 2562047h47m16.854775807s"
  })
  void reads(String text, Duration expected, String written) {
    assertThat(GoDuration.parse(text)).isEqualTo(expected);
    assertThat(GoDuration.format(expected)).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "s",
        "1d",
        "1 s",
        "-",
        ".s",
        "1h-2m",
        "3000000h",
        "1S",
        "PT1S",
        "1s ",
        "--1s"
      })
  void refuses(String text) {
    assertThat(GoDuration.parse(text)).isNull();
  }

  @Property(tries = 1000, seed = "20261123")
  void roundTrips(@ForAll long nanos) {
    Duration duration = Duration.ofNanos(nanos == Long.MIN_VALUE ? 0 : nanos);
    assertThat(GoDuration.parse(GoDuration.format(duration))).isEqualTo(duration);
  }
}

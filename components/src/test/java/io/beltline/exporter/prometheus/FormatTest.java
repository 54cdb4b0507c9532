package io.beltline.exporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
  private static final String PROMETHEUS_2 =
      "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;"
          + "q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        PROMETHEUS_2 + " | true | OPEN_METRICS",
        PROMETHEUS_2 + " | false | TEXT",
        "'' | true | TEXT",
        "*/* | true | TEXT",
        "text/html | true | TEXT",
        "application/openmetrics-text | true | OPEN_METRICS",
        "application/openmetrics-text;version=2.0.0,text/plain;q=0.1 | true | TEXT",
        "text/plain;q=0.9,application/openmetrics-text;q=0.8 | true | TEXT",
        "application/openmetrics-text;q=0 | true | TEXT",
        "application/openmetrics-text;q=x | true | TEXT",
        "'application/openmetrics-text; version=\"1.0.0\"' | true | OPEN_METRICS"
      })
  void scraperChooses(String accept, boolean offered, Format format) {
    assertThat(Format.choose(accept, offered)).isEqualTo(new Format.Choice(format, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain;version=0.0.4;escaping=allow-utf-8 | true",
        "text/plain;escaping=underscores | false",
        "text/plain;escaping=dots | false"
      })
  void scraperChoosesTheEscaping(String accept, boolean utf8) {
    Format.Choice choice = Format.choose(accept, true);
    assertThat(choice.utf8()).isEqualTo(utf8);
    assertThat(choice.contentType())
        .isEqualTo(
            "text/plain; version=0.0.4; charset=utf-8; escaping="
                + (utf8 ? "allow-utf-8" : "underscores"));
  }
}

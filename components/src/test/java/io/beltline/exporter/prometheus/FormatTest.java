package io.beltline.exporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.prometheus.EscapingScheme;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
  private static final String PROMETHEUS_2 =
      "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;"
          + "q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

  private static final String PROMETHEUS_3 =
      "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;"
          + "q=0.6,application/openmetrics-text;version=1.0.0;escaping=underscores;q=0.5,"
          + "text/plain;version=0.0.4;q=0.2,*/*;q=0.1";

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
        PROMETHEUS_3 + " | false | PROTOBUF",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=text"
            + " | true | TEXT",
        "application/vnd.google.protobuf;encoding=delimited | true | TEXT",
        "'application/openmetrics-text; version=\"1.0.0\"' | true | OPEN_METRICS"
      })
  void scraperChooses(String accept, boolean offered, Format format) {
    assertThat(Format.choose(accept, offered))
        .isEqualTo(new Format.Choice(format, EscapingScheme.UNDERSCORES));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain;version=0.0.4;escaping=allow-utf-8 | ALLOW_UTF_8",
        "text/plain;escaping=underscores | UNDERSCORES",
        "text/plain;escaping=dots | DOTS",
        "text/plain;escaping=values | VALUES",
        "text/plain;escaping=other | UNDERSCORES"
      })
  void scraperChoosesTheEscaping(String accept, EscapingScheme escaping) {
    Format.Choice choice = Format.choose(accept, true);
    assertThat(choice).isEqualTo(new Format.Choice(Format.TEXT, escaping));
    assertThat(choice.contentType())
        .isEqualTo("text/plain; version=0.0.4; charset=utf-8; escaping=" + escaping.word());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | escaping=allow-utf-8 | ALLOW_UTF_8",
        "'' | escaping=underscores | UNDERSCORES",
        "'' | escaping=values | VALUES",
        "'' | q=0.4 | UNDERSCORES",
        ";escaping=underscores | escaping=allow-utf-8 | UNDERSCORES",
        ";escaping=allow-utf-8 | escaping=underscores | ALLOW_UTF_8"
      })
  void namesInMessagesAreThoseOfTheOtherFormats(
      String own, String ofText, EscapingScheme escaping) {
    String accept =
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"
            + own
            + ";q=0.6,application/openmetrics-text;version=1.0.0;"
            + ofText
            + ";q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";
    assertThat(Format.choose(accept, true)).isEqualTo(new Format.Choice(Format.PROTOBUF, escaping));
    assertThat(Format.choose(accept, false))
        .isEqualTo(new Format.Choice(Format.PROTOBUF, escaping));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain;version=0.0.4;q=0.9,application/openmetrics-text;escaping=allow-utf-8;q=0.5",
        "text/plain;version=0.0.4;q=0.5,application/openmetrics-text;escaping=allow-utf-8;q=0"
      })
  void textIsEscapedUnlessItIsSaidOfIt(String accept) {
    assertThat(Format.choose(accept, true))
        .isEqualTo(new Format.Choice(Format.TEXT, EscapingScheme.UNDERSCORES));
  }
}

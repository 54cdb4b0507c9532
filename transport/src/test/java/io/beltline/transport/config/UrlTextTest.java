package io.beltline.transport.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlTextTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "https://name:p%w@host:9200,https://[REDACTED]@host:9200",
        "https://name:p#w@host/path,https://[REDACTED]@host/path",
        "https://name:p@w/x@host,https://[REDACTED]@host",
        "name:password@host:9200,[REDACTED]@host:9200",
        "name:p://w@host,[REDACTED]@host",
        "@host,[REDACTED]@host",
        "host:9200,host:9200",
        "``,``"
      })
  void nameAndPasswordAreNotShown(String url, String shown) {
    assertThat(UrlText.shown(url)).isEqualTo(shown);
  }
}

package io.beltline.distribution.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLayoutsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "dd/MMM/yyyy:HH:mm:ss Z ~ %d/%b/%Y:%H:%M:%S %z",
        "yyyy-MM-dd HH:mm:ss,SSS ~ %Y-%m-%d %H:%M:%S,%L",
        "MMM  d HH:mm:ss ~ %b  %g %H:%M:%S",
        "yyyy-MM-dd'T'HH:mm:ss.SSSZZ ~ %Y-%m-%dT%H:%M:%S.%L%j",
        "EEE MMM dd hh:mm:ss a yyyy ~ %a %b %d %I:%M:%S %p %Y",
        "YYYY.MM.dd ~ %Y.%m.%d"
      })
  void jodaBecomesStrptime(String joda, String strptime) {
    assertThat(TimeLayouts.joda(joda)).isEqualTo(strptime);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "02/Jan/2006:15:04:05 -0700 ~ %d/%b/%Y:%H:%M:%S %z",
        "2006-01-02T15:04:05.999Z07:00 ~ %Y-%m-%dT%H:%M:%S.%L%j",
        "2006-01-02 15:04:05,000 ~ %Y-%m-%d %H:%M:%S,%L",
        "Mon Jan _2 03:04:05 PM 06 MST ~ %a %b %e %I:%M:%S %p %y %Z"
      })
  void goBecomesStrptime(String go, String strptime) {
    assertThat(TimeLayouts.go(go)).isEqualTo(strptime);
  }
}

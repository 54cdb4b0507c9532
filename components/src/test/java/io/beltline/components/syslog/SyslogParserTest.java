package io.beltline.components.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.testkit.BoundYaml;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyslogParserTest {
  private static final long NOW = nanos("2026-03-01T00:00:00Z");

  private static long nanos(String time) {
    Instant instant = Instant.parse(time);
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }

  private static SyslogMessage parse(String yaml, String text) throws MalformedSyslogException {
    return new SyslogParser(BoundYaml.value(SyslogFormat.class, yaml)).parse(text, NOW);
  }

  @Test
  void aMessageOfRfc5424() throws MalformedSyslogException {
    String text =
        "<86>1 2015-08-05T21:58:59.693Z 192.168.2.132 SecureAuth0 23108 ID52020"
            + " [SecureAuth@27389 Realm=\"a\\\"b\\]c\\d\" PEN=\"27389\"][x] Found the user";
    assertThat(parse("{protocol: rfc5424}", text))
        .isEqualTo(
            new SyslogMessage(
                86,
                1,
                nanos("2015-08-05T21:58:59.693Z"),
                "192.168.2.132",
                "SecureAuth0",
                "23108",
                "ID52020",
                Map.of(
                    "SecureAuth@27389",
                    Map.of("Realm", "a\"b]c\\d", "PEN", "27389"),
                    "x",
                    Map.of()),
                "Found the user"));
    assertThat(parse("{protocol: RFC5424}", "<0>1 - - - - - -"))
        .isEqualTo(new SyslogMessage(0, 1, 0, null, null, null, null, null, null));
  }

  @ParameterizedTest
  @CsvSource({"Asia/Tokyo,2025-12-31T15:00:00Z", "UTC,2025-12-31T23:59:59.5Z"})
  void theYearTurnsInTheLocation(String location, String now) throws MalformedSyslogException {
    SyslogFormat format =
        BoundYaml.value(SyslogFormat.class, "{protocol: rfc3164, location: " + location + "}");
    SyslogMessage message =
        new SyslogParser(format).parse("<34>Jan  1 00:00:00 h a: b", nanos(now));
    assertThat(message.unixNanos() - nanos(now)).isBetween(0L, 500_000_000L);
  }

  @Test
  void messagesOfRfc3164() throws MalformedSyslogException {
    String yaml = "{protocol: rfc3164, location: America/Detroit}";
    assertThat(parse(yaml, "<34>Jan 12 06:30:00 1.2.3.4 sshd[77]: test message"))
        .isEqualTo(
            new SyslogMessage(
                34,
                0,
                nanos("2026-01-12T11:30:00Z"),
                "1.2.3.4",
                "sshd",
                "77",
                null,
                null,
                "test message"));
    // without a host, with a zero before the day, and of the last year
    assertThat(parse(yaml, "<34>Dec 05 06:30:00 kernel: up"))
        .isEqualTo(
            new SyslogMessage(
                34, 0, nanos("2025-12-05T11:30:00Z"), null, "kernel", null, null, null, "up"));
    assertThat(parse(yaml, "<13>Feb  1 00:00:00 host no tag here").message())
        .isEqualTo("no tag here");
    assertThat(parse(yaml, "<13>2026-02-01T00:00:00+01:00 fe80::1 a: b"))
        .isEqualTo(
            new SyslogMessage(
                13, 0, nanos("2026-01-31T23:00:00Z"), "fe80::1", "a", null, null, null, "b"));
  }

  @Test
  void framesAndMissingPriorities() throws MalformedSyslogException {
    assertThat(
            parse("{protocol: rfc5424, enable_octet_counting: true}", "18 <1>1 - - - - - - x\n")
                .message())
        .isEqualTo("x\n");
    assertThat(
            parse(
                    "{protocol: rfc5424, non_transparent_framing_trailer: NUL}",
                    "<1>1 - - - - - - x\0")
                .message())
        .isEqualTo("x");
    assertThat(parse("{protocol: rfc5424, allow_skip_pri_header: true}", "1 - h - - - - x"))
        .isEqualTo(new SyslogMessage(-1, 1, 0, "h", null, null, null, null, "x"));
    assertThat(parse("{protocol: none}", "<34>whatever"))
        .isEqualTo(new SyslogMessage(34, 0, 0, null, null, null, null, null, "<34>whatever"));
    assertThat(parse("{protocol: none}", "<999>whatever").priority()).isEqualTo(-1);
    assertThat(parse("{protocol: none, enable_octet_counting: true}", "12 <34>whatever").message())
        .isEqualTo("<34>whatever");
    assertThat(parse("{protocol: none, enable_octet_counting: true}", "46<13>left").message())
        .isEqualTo("46<13>left");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rfc5424 | x | expected \"<\" at character 1",
        "rfc5424 | <192>1 - - - - - - | expected a priority of 0 to 191 at character 2",
        "rfc5424 | <01>1 - - - - - - | expected a priority of 0 to 191 at character 2",
        "rfc5424 | <1>1 yesterday - - - - - | expected a time such as 2006-01-02T15:04:05.000Z",
        "rfc5424 | <1>1 - - - - - [a b=\"c\"][a] | expected an SD-ID that is not there already",
        "rfc5424 | <1>1 - - - - - [a b=\"c] | expected \"\"\" at character",
        "rfc5424 | <1>1 - - - - | expected",
        "rfc3164 | <1>Foo 12 06:30:00 a b: c | expected a time such as Jan  2 15:04:05",
        "rfc3164 | <1>Feb 30 06:30:00 a b: c | expected a time such as Jan  2 15:04:05",
        "rfc3164 | <1>Feb 28 | expected a time such as Jan  2 15:04:05",
      })
  void otherTextsAreRefusedWhereTheyAreWrong(String protocol, String text, String words) {
    assertThatThrownBy(() -> parse("{protocol: " + protocol + "}", text))
        .isInstanceOf(MalformedSyslogException.class)
        .hasMessageContaining(words);
  }

  @Test
  void aMessageThatIsTooLongIsRefused() {
    assertThatThrownBy(
            () ->
                parse(
                    "{protocol: rfc5424, enable_octet_counting: true, max_octets: 10}",
                    "18 <1>1 - - - - - - x"))
        .hasMessageContaining("expected a length of at most 10");
  }

  @Property(tries = 2000, seed = "20261128")
  void anyTextIsAMessageOrRefused(@ForAll String text, @ForAll SyslogProtocol protocol) {
    for (String front : new String[] {"", "<34>1 - - - - - ", "<34>Jan 12 06:30:00 "}) {
      for (boolean counted : new boolean[] {true, false}) {
        SyslogFormat format = new SyslogFormat(protocol, "UTC", counted, 0, !counted, null);
        try {
          SyslogMessage message =
              new SyslogParser(format).parse((counted ? "17 " : "") + front + text, NOW);
          assertThat(message.priority()).isBetween(-1, 191);
        } catch (MalformedSyslogException refused) {
          assertThat(refused).hasMessageMatching("(?s)expected .+ at character [0-9]+");
        }
      }
    }
  }
}

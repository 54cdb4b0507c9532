package io.beltline.ottl.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Matcher;
import io.beltline.ottl.pattern.Captures;
import io.beltline.ottl.pattern.InvalidPatternException;
import io.beltline.ottl.pattern.TextPattern;
import io.beltline.ottl.value.Cell;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrokPatternTest {
  private static final GrokLibrary STANDARD = new GrokLibrary(Map.of());

  @Test
  void compilesEveryPatternOfTheLibrary() throws InvalidPatternException {
    int compiled = 0;
    for (String name : GrokLibrary.standard()) {
      GrokPattern.of("%{" + name + ":x}", STANDARD, true);
      GrokPattern.of("%{" + name + "}", STANDARD, false);
      compiled++;
    }
    assertThat(compiled).isGreaterThan(110);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTPDERROR_DATE HTTPDUSER HTTPD_COMMONLOG HTTPD_COMBINEDLOG HTTPD20_ERRORLOG"
            + " HTTPD24_ERRORLOG HTTPD_ERRORLOG COMMONAPACHELOG COMBINEDAPACHELOG",
        "SYSLOG5424PRINTASCII SYSLOGBASE SYSLOGBASE2 SYSLOGPAMSESSION CRON_ACTION CRONLOG"
            + " SYSLOGLINE SYSLOG5424PRI SYSLOG5424SD SYSLOG5424BASE SYSLOG5424LINE",
        "S3_REQUEST_LINE S3_ACCESS_LOG ELB_URIHOST ELB_URIPATHQUERY ELB_URIPATHPARAM ELB_URI"
            + " ELB_REQUEST_LINE ELB_V1_HTTP_LOG ELB_ACCESS_LOG",
        "JAVACLASS JAVAFILE JAVAMETHOD JAVASTACKTRACEPART JAVATHREAD JAVALOGMESSAGE"
            + " CATALINA7_DATESTAMP CATALINA7_LOG CATALINA8_DATESTAMP CATALINA8_LOG"
            + " CATALINA_DATESTAMP CATALINALOG TOMCAT7_LOG TOMCAT8_LOG TOMCATLEGACY_DATESTAMP"
            + " TOMCATLEGACY_LOG TOMCAT_DATESTAMP TOMCATLOG"
      })
  void groupsOfPatternsAreWhole(String names) {
    assertThat(GrokLibrary.standard()).contains(names.split(" "));
  }

  @Property(tries = 500, seed = "20261128")
  void readsAnyTextWithoutFailing(@ForAll String text) throws InvalidPatternException {
    Cell out = new Cell();
    GrokPattern.of("%{COMBINEDAPACHELOG}", STANDARD, true).extract(new Cell().text(text), out);
    assertThat(out.length()).isNotNegative();
  }

  /** Expressions as configurations of Logstash and Filebeat have them, beside RE2/J. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '\t',
      quoteCharacter = '`',
      value = {
        "%{COMBINEDAPACHELOG}\t1.2.3.4 - bob [29/Nov/2026:03:00:00 +0000] \"GET /a HTTP/1.1\" 200 5"
            + " \"http://a.b/\" \"curl\"",
        "%{COMMONAPACHELOG}\t::1 - - [29/Nov/2026:03:00:00 +0000] \"GET /a HTTP/1.1\" 304 -",
        "%{SYSLOGBASE} %{GREEDYDATA:message}\tNov 29 03:00:00 web1 sshd[71]: Accepted key for bob",
        "%{TIMESTAMP_ISO8601:time} %{LOGLEVEL:level} +\\[%{DATA:thread}\\] %{JAVACLASS:logger} -"
            + " %{GREEDYDATA:message}\t2026-11-29T03:00:00,123Z WARN  [main] com.example.Shop -"
            + " slow",
        "%{IP:client} %{WORD:method} %{URIPATHPARAM:request} %{NUMBER:bytes}"
            + " %{NUMBER:duration}\t55.3.244.1 GET /index.html?a=1 15824 0.043",
        "^%{HOSTNAME:host} (?:%{USER:user}|-) %{QUOTEDSTRING:q}\tweb-1.example bob \"say"
            + " \\\"hi\\\"\"",
        "%{UUID:id} %{MAC:mac} %{HTTPDATE:when}\t123e4567-e89b-12d3-a456-426614174000"
            + " 00:1b:44:11:3a:b7 29/Nov/2026:03:00:00 +0000"
      })
  void findsWhatRe2jFinds(String expression, String line) throws InvalidPatternException {
    for (boolean onlyNamed : new boolean[] {true, false}) {
      TextPattern pattern =
          TextPattern.of(new GrokExpansion(STANDARD, onlyNamed).expand(expression));
      assertThat(pattern.captures(line).next()).as(expression).isTrue();
      for (int to = 0; to <= line.length(); to++) {
        assertSame(pattern, line.substring(0, to));
        assertSame(pattern, line.substring(to));
      }
    }
  }

  private static void assertSame(TextPattern pattern, String text) {
    Captures match = pattern.captures(text);
    Matcher expected = pattern.re2().matcher(text);
    boolean found = match.next();
    assertThat(found).as(text).isEqualTo(expected.find());
    for (int group = 0; found && group <= pattern.groupCount(); group++) {
      assertThat(match.start(group)).as("%s in %s", group, text).isEqualTo(expected.start(group));
      assertThat(match.end(group)).as("%s in %s", group, text).isEqualTo(expected.end(group));
    }
  }
}

package io.beltline.components.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.otlp.Room;
import io.beltline.model.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextExpositionTest {
  private final Heard heard = new Heard();

  private boolean text(String text) {
    return new TextExposition(false, heard, Room.unlimited()).read(Slice.utf8(text));
  }

  private boolean open(String text) {
    return new TextExposition(true, heard, Room.unlimited()).read(Slice.utf8(text));
  }

  @Test
  void theDocumentedExample() {
    text(
        """
        # HELP http_requests_total The total number of HTTP requests.
        # TYPE http_requests_total counter
        http_requests_total{method="post",code="200"} 1027 1395066363000
        http_requests_total{method="post",code="400"}    3 1395066363000

        # Escaping in label values:
        msdos_file_access_time_seconds{path="C:\\\\DIR\\\\FILE.TXT",error="Cannot find file:\\n\\"FILE.TXT\\""} 1.458255915e9

        # Minimalistic line:
        metric_without_timestamp_and_labels 12.47

        # A weird metric from before the epoch:
        something_weird{problem="division by zero"} +Inf -3982045
        \t# TYPE rpc summary
          rpc{quantile="0.01",} 3102
        {"a name.x", "l bel"="v"} 4
        """);
    assertThat(heard.malformed).isEmpty();
    assertThat(heard.lines)
        .containsExactly(
            "help http_requests_total The total number of HTTP requests.",
            "type http_requests_total counter",
            "{__name__=http_requests_total, code=200, method=post} 1027.0 @1395066363000",
            "{__name__=http_requests_total, code=400, method=post} 3.0 @1395066363000",
            "{__name__=msdos_file_access_time_seconds, error=Cannot find file:\n\"FILE.TXT\","
                + " path=C:\\DIR\\FILE.TXT} 1.458255915E9",
            "{__name__=metric_without_timestamp_and_labels} 12.47",
            "{__name__=something_weird, problem=division by zero} Infinity @-3982045",
            "type rpc summary",
            "{__name__=rpc, quantile=0.01} 3102.0",
            "{__name__=a name.x, l bel=v} 4.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a{b=\"c\" 1",
        "a{b=c} 1",
        "a{b=\"c\"} ",
        "a{b=\"c\"}1_0",
        "a 0x1p3",
        "a 1 2 3",
        "a 1 x",
        "a 1 # {} 1",
        "a-b 1",
        "a{b=\"c\",b=\"d\"} 1",
        "a{b=\"\\",
        "# TYPE a wrong",
        "# TYPE  ",
        "{} 1x",
        "a{,} 1",
        "a{1b=\"c\"} 1",
        "a 1e999",
      })
  void aBadLineIsToldAndTheOthersAreRead(String line) {
    assertThat(text("before 1\n" + line + "\nafter 2\n")).isTrue();
    assertThat(heard.malformed).hasSize(1);
    assertThat(heard.lines).containsExactly("{__name__=before} 1.0", "{__name__=after} 2.0");
  }

  @Test
  void carriageReturnsAndAMissingLastNewlineDoNoHarm() {
    text("a 1\r\n\r\n# HELP a b\r\nb 2 3\r\nc 4");
    assertThat(heard.malformed).isEmpty();
    assertThat(heard.lines)
        .containsExactly("{__name__=a} 1.0", "help a b", "{__name__=b} 2.0 @3", "{__name__=c} 4.0");
  }

  @Test
  void openMetrics() {
    assertThat(
            open(
                """
                # TYPE a counter
                # UNIT a seconds
                # HELP a x\\ny
                a_total{b="c"} 1 1.5 # {t="1"} 0.25 2.125
                a_total 2 # {} 3
                # EOF
                """))
        .isTrue();
    assertThat(heard.malformed).isEmpty();
    assertThat(heard.lines)
        .containsExactly(
            "type a counter",
            "unit a seconds",
            "help a x\ny",
            "{__name__=a_total, b=c} 1.0 @1500 [IncomingExemplar[labels={t=1}, value=0.25,"
                + " time=2125]]",
            "{__name__=a_total} 2.0 [IncomingExemplar[labels={}, value=3.0,"
                + " time=-9223372036854775808]]");
  }

  @ParameterizedTest
  @CsvSource({"'a 1\n# EOF\n',true,0", "'a 1\n',false,0", "'a 1\n# EOF\nb 2\n',true,1"})
  void openMetricsEndsWhereItSays(String page, boolean complete, int malformed) {
    assertThat(open(page)).isEqualTo(complete);
    assertThat(heard.lines).containsExactly("{__name__=a} 1.0");
    assertThat(heard.malformed).hasSize(malformed);
  }

  @Test
  void aBadExemplarCostsTheSampleNothing() {
    open("a 1 # {b} 2\nc 1 # {b=\"c\"} x\n# EOF\n");
    assertThat(heard.lines).containsExactly("{__name__=a} 1.0", "{__name__=c} 1.0");
    assertThat(heard.malformed).hasSize(2);
  }
}

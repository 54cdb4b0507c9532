package io.beltline.processor.tailsampling;

import static io.beltline.processor.tailsampling.Sampling.ERROR;
import static io.beltline.processor.tailsampling.Sampling.ERRORS;
import static io.beltline.processor.tailsampling.Sampling.SLOW;
import static io.beltline.processor.tailsampling.Sampling.errors;
import static io.beltline.processor.tailsampling.Sampling.plain;
import static io.beltline.processor.tailsampling.Sampling.span;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written into trace states. */
class ThresholdTest {
  private static final String MOST =
      "{name: m, type: probabilistic, probabilistic: {sampling_percentage: 90}}";
  private static final String ALL = "{name: all, type: always_sample}";
  private static final String LEAST = "\"traceState\":\"ot=rv:00000000000000\"";

  @Test
  void thresholdsAreWrittenAndStricterOnesStay() {
    String quarter = "{name: q, type: probabilistic, probabilistic: {sampling_percentage: 25}}";
    Sampling sampling = Sampling.by(quarter + ", " + ERRORS);
    String random = "\"traceState\":\"%sot=rv:ffffffffffffff%s\"";
    sampling.take(
        plain(
            span(1, 1, random.formatted("", "")),
            span(1, 2, random.formatted("x=1,", ";th:e")),
            span(2, 3, random.formatted("", "")),
            span(2, 4, ERROR)));
    sampling.pass(Duration.ofSeconds(30));
    assertThat(sampling.sent()).containsExactly(3, 4, 1, 2);
    assertThat(sampling.states())
        .containsExactly(
            "ot=rv:ffffffffffffff;th:0",
            "ot=th:0",
            "ot=rv:ffffffffffffff;th:c",
            "x=1,ot=rv:ffffffffffffff;th:e");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: n, type: not, not: {not_sub_policy: " + MOST + "}}",
        "{name: n, type: not, not: {not_sub_policy: {name: r, type: rate_limiting, rate_limiting:"
            + " {spans_per_second: 1, burst_capacity: 1}}}}",
        "{name: a, type: and, and: {and_sub_policy: [{name: n, type: not, not: {not_sub_policy: "
            + MOST
            + "}}]}}",
        ALL + ", {name: d, type: drop, drop: {drop_sub_policy: [" + MOST + ", " + ALL + "]}}",
        ALL + ", {name: d, type: drop, drop: {drop_sub_policy: [" + ALL + ", " + MOST + "]}}"
      })
  void whatIsLeftOfAShareHasNoThreshold(String policies) {
    Sampling sampling = Sampling.by(policies);
    sampling.take(plain(span(1, 1, LEAST), span(1, 2, LEAST)));
    sampling.pass(Duration.ofSeconds(30));
    assertThat(sampling.states()).containsExactly("ot=rv:00000000000000", "ot=rv:00000000000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {MOST + ", " + SLOW, SLOW + ", " + MOST})
  void whatNoDropSpeaksOfIsKeptAsAll(String dropped) {
    Sampling sampling =
        Sampling.by(ALL + ", {name: d, type: drop, drop: {drop_sub_policy: [" + dropped + "]}}");
    sampling.take(plain(span(1, 1, LEAST)));
    sampling.pass(Duration.ofSeconds(30));
    assertThat(sampling.states()).containsExactly("ot=rv:00000000000000;th:0");
  }

  @Test
  void traceStatesStayAsTheyAreWhereThatIsAskedFor() {
    Sampling sampling = new Sampling(errors("tracestate: false"));
    sampling.take(plain(span(1, 1, ERROR)));
    assertThat(sampling.states()).containsExactly("");
  }

  @Test
  void aTraceStateThatIsNoneIsCountedAndLeft() {
    Sampling sampling = Sampling.by(ERRORS);
    sampling.take(plain(span(1, 1, ERROR + ",\"traceState\":\"=\"")));
    assertThat(sampling.states()).containsExactly("=");
    assertThat(sampling.count("count_spans_with_unparseable_tracestate", Map.of())).isEqualTo(1);
  }
}

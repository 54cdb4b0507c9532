package io.beltline.processor.tailsampling;

import static io.beltline.processor.tailsampling.Sampling.ERROR;
import static io.beltline.processor.tailsampling.Sampling.ERRORS;
import static io.beltline.processor.tailsampling.Sampling.errors;
import static io.beltline.processor.tailsampling.Sampling.plain;
import static io.beltline.processor.tailsampling.Sampling.span;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is written into trace states. */
class ThresholdTest {
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

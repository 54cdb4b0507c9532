package io.beltline.processor.tailsampling;

import static io.beltline.processor.tailsampling.Sampling.ERROR;
import static io.beltline.processor.tailsampling.Sampling.ERRORS;
import static io.beltline.processor.tailsampling.Sampling.SLOW;
import static io.beltline.processor.tailsampling.Sampling.lasting;
import static io.beltline.processor.tailsampling.Sampling.plain;
import static io.beltline.processor.tailsampling.Sampling.span;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What policies say, and what is counted of it. */
class VoteTest {
  @Test
  void theFirstMatchDecidesWhereThatIsAskedFor() {
    Sampling sampling =
        new Sampling(
            "{sample_on_first_match: true, policies: [%s, {name: q, type: probabilistic, probabilistic: {sampling_percentage: 100}}, %s]}"
                .formatted(SLOW, ERRORS));
    sampling.take(plain(span(1, 1, lasting(0, 200))));
    assertThat(
            sampling.count(
                "count_traces_sampled",
                Map.of("policy", "slow", "sampled", "true", "decision", "sampled")))
        .isEqualTo(1);
    assertThat(sampling.count("sampling_policy_execution_count", Map.of("policy", "q"))).isZero();
  }

  @Test
  void votesAreCounted() {
    Sampling sampling = Sampling.by(ERRORS + ", " + SLOW);
    sampling.take(plain(span(1, 1, ERROR), span(2, 2)));
    sampling.pass(Duration.ofSeconds(30));
    Map<String, String> yes = Map.of("policy", "errors", "sampled", "true", "decision", "sampled");
    Map<String, String> no =
        Map.of("policy", "errors", "sampled", "false", "decision", "not_sampled");
    assertThat(sampling.count("count_traces_sampled", yes)).isEqualTo(1);
    assertThat(sampling.count("count_spans_sampled", no)).isEqualTo(1);
    assertThat(sampling.count("count_bytes_sampled", no)).isPositive();
    assertThat(
            sampling.count(
                "global_count_traces_sampled", Map.of("sampled", "true", "decision", "sampled")))
        .isEqualTo(1);
    assertThat(
            sampling.count(
                "global_count_traces_sampled",
                Map.of("sampled", "false", "decision", "not_sampled")))
        .isEqualTo(1);
    assertThat(sampling.count("new_trace_id_received", Map.of())).isEqualTo(2);
    assertThat(sampling.count("sampling_policy_execution_count", Map.of("policy", "slow")))
        .isEqualTo(2);
  }

  @Test
  void aRateFillsUpAgain() {
    Sampling sampling =
        new Sampling(
            "{decision_wait: 1s, policies: [{name: r, type: rate_limiting, rate_limiting:"
                + " {spans_per_second: 1, burst_capacity: 2}}]}");
    sampling.take(plain(span(1, 1), span(1, 2)));
    sampling.pass(Duration.ofMillis(500));
    sampling.take(plain(span(2, 3)));
    sampling.pass(Duration.ofMillis(500));
    assertThat(sampling.sent()).containsExactly(1, 2);
    sampling.pass(Duration.ofMillis(500));
    assertThat(sampling.booked("sampled_out{not_sampled}")).isEqualTo(1);
    sampling.take(plain(span(3, 4)));
    sampling.pass(Duration.ofSeconds(1));
    assertThat(sampling.sent()).containsExactly(1, 2, 4);
  }
}

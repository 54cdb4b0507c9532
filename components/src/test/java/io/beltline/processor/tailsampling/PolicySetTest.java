package io.beltline.processor.tailsampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.extension.Configs;
import io.beltline.processor.tailsampling.PolicyCompiler.Compiled;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.TestSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of policies between decisions. */
class PolicySetTest {
  private static final String RATE =
      "{name: r, type: rate_limiting, rate_limiting: {spans_per_second: 1, burst_capacity: 3}}";
  private static final String SHORT =
      "{name: l, type: latency, latency: {threshold_ms: 0, upper_threshold_ms: 9}}";

  private static PolicySet policies(String yaml) {
    TailSamplingConfig config =
        Configs.bind(TailSamplingConfig.class, "{policies: [" + yaml + "]}");
    Compiled compiled = PolicyCompiler.compile(config);
    TestSettings settings = TestSettings.of("tail_sampling");
    VoteCounters votes =
        new VoteCounters(
            settings.meter(), settings.settings().id(), new FakeClock(), compiled.policies());
    return new PolicySet(compiled.policies(), config, votes);
  }

  private static TraceFacts trace(int spans, long millis) {
    TraceFacts facts = new TraceFacts(new TraceId(1, spans), 1);
    for (int i = 0; i < spans; i++) {
      facts.span(1_000_000, 1_000_000 * (1 + millis), 10);
    }
    return facts;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: n, type: not, not: {not_sub_policy: {name: a, type: and, and: {and_sub_policy: [%s,"
            + " %s]}}}}",
        "{name: a, type: and, and: {and_sub_policy: [%2$s, %1$s]}}",
        "{name: c, type: composite, composite: {max_total_spans_per_second: 3,"
            + " composite_sub_policy: [{name: p, type: and, and: {and_sub_policy: [%2$s, %1$s]}}]}}"
      })
  void askingWhetherATraceIsSettledTakesNothingOfARate(String yaml) {
    long at = 5_500_000_000L;
    PolicySet asked = policies(yaml.formatted(RATE, SHORT));
    PolicySet fresh = policies(yaml.formatted(RATE, SHORT));
    assertThat(asked.decide(trace(1, 5), at)).isEqualTo(fresh.decide(trace(1, 5), at));
    for (int i = 0; i < 5; i++) {
      asked.isSettled(trace(1, 100));
      asked.isSettled(trace(1, 5));
    }
    assertThat(asked.decide(trace(2, 5), at)).isEqualTo(fresh.decide(trace(2, 5), at));
    assertThat(asked.decide(trace(1, 5), at)).isEqualTo(fresh.decide(trace(1, 5), at));
  }
}

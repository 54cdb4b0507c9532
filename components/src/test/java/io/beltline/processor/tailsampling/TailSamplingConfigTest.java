package io.beltline.processor.tailsampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.extension.Configs;
import io.beltline.ottl.ErrorMode;
import io.beltline.processor.tailsampling.TailSamplingConfig.DecisionCacheConfig;
import io.beltline.processor.tailsampling.TailSamplingConfig.SamplingStrategy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TailSamplingConfigTest {
  @Test
  void defaults() {
    assertThat(Configs.bind(TailSamplingConfig.class, "{}"))
        .isEqualTo(
            new TailSamplingConfig(
                Duration.ofSeconds(30),
                Duration.ZERO,
                50_000,
                false,
                0,
                List.of(),
                new DecisionCacheConfig(0, 0),
                null,
                false,
                SamplingStrategy.TRACE_COMPLETE,
                false,
                0,
                1,
                0,
                true));
    assertThat(new TailSamplingFactory().type()).isEqualTo("tail_sampling");
    assertThat(new TailSamplingFactory().aliases()).containsExactly("tailsampling");
  }

  @Test
  void defaultsOfPolicies() {
    PolicyConfig policy =
        Configs.bind(
            PolicyConfig.class,
            """
            name: x
            type: ottl_condition
            ottl_condition: {span: ["true"]}
            latency: {}
            """);
    assertThat(policy.latency()).isEqualTo(new PolicyConfig.Latency(0, 0));
    assertThat(policy.ottlCondition())
        .isEqualTo(new PolicyConfig.OttlCondition(ErrorMode.SILENT, List.of("true"), List.of()));
    assertThat(policy.statusCode()).isNull();
  }

  @Test
  void theWholeOfWhatIsDocumentedIsRead() {
    TailSamplingConfig config =
        Configs.bind(
            TailSamplingConfig.class,
            """
            decision_wait: 10s
            decision_wait_after_root_received: 2s
            num_traces: 100
            expected_new_traces_per_sec: 10
            sampling_strategy: span-ingest
            num_shards: 4
            block_on_overflow: true
            sample_on_first_match: true
            drop_pending_traces_on_shutdown: true
            maximum_trace_size_bytes: 1000000
            decision_cache: {sampled_cache_size: 100_000, non_sampled_cache_size: 100_000}
            policies:
              - {name: p1, type: always_sample}
              - {name: p2, type: latency, latency: {threshold_ms: 5000, upper_threshold_ms: 10000}}
              - {name: p3, type: numeric_attribute, numeric_attribute: {key: key1, min_value: 50, max_value: 100}}
              - {name: p4, type: probabilistic, probabilistic: {hash_salt: salt, sampling_percentage: 10}}
              - {name: p5, type: status_code, status_code: {status_codes: [ERROR, UNSET]}}
              - {name: p6, type: string_attribute, string_attribute: {key: key2, values: [value1, val*], enabled_regex_matching: true, cache_max_size: 10}}
              - {name: p7, type: rate_limiting, rate_limiting: {spans_per_second: 35, burst_capacity: 70}}
              - {name: p8, type: bytes_limiting, bytes_limiting: {bytes_per_second: 1024000, burst_capacity: 2048000}}
              - {name: p9, type: span_count, span_count: {min_spans: 2, max_spans: 20}}
              - {name: p10, type: trace_state, trace_state: {key: key3, values: [value1, value2]}}
              - {name: p11, type: boolean_attribute, boolean_attribute: {key: key4, value: true}}
              - name: p12
                type: ottl_condition
                ottl_condition:
                  error_mode: ignore
                  span: ['attributes["a"] == "b"', 'span.attributes["http.status_code"] >= 500']
                  spanevent: ['name != "n"', 'spanevent.name == "exception"']
              - name: p13
                type: and
                and:
                  and_sub_policy:
                    - {name: s1, type: trace_flags}
                    - {name: s2, type: not, not: {not_sub_policy: {name: s3, type: latency, latency: {threshold_ms: 1000}}}}
              - {name: p14, type: drop, drop: {drop_sub_policy: [{name: s4, type: always_sample}]}}
              - name: p15
                type: composite
                composite:
                  max_total_spans_per_second: 1000
                  policy_order: [c1, c2]
                  composite_sub_policy:
                    - {name: c1, type: always_sample}
                    - {name: c2, type: and, and: {and_sub_policy: [{name: s5, type: always_sample}]}}
                  rate_allocation: [{policy: c1, percent: 50}]
            """);
    assertThat(config.policies()).hasSize(15);
    PolicyCompiler.Compiled compiled = PolicyCompiler.compile(config);
    assertThat(compiled.policies().getFirst().name()).isEqualTo("p14");
    assertThat(compiled.questions().ottl()).hasSize(4);
  }

  @Test
  void problems() {
    assertThat(
            Configs.problems(
                TailSamplingConfig.class,
                """
                decision_wait: -1s
                decision_wait_after_root_received: -1s
                num_traces: 0
                expected_new_traces_per_sec: -1
                maximum_trace_size_bytes: -1
                maximum_pending_bytes: -1
                num_shards: 257
                decision_cache:
                  sampled_cache_size: -1
                  non_sampled_cache_size: -1
                policies:
                  - type: always_sample
                  - {name: a, type: always_sample}
                  - {name: a, type: trace_flags}
                """))
        .satisfiesExactlyInAnyOrder(
            p -> assertThat(p).startsWith("1: decision_wait: must not be negative"),
            p -> assertThat(p).startsWith("2: decision_wait_after_root_received: must not be"),
            p -> assertThat(p).startsWith("3: num_traces: must be 1 to"),
            p -> assertThat(p).startsWith("4: expected_new_traces_per_sec: must not be"),
            p -> assertThat(p).startsWith("5: maximum_trace_size_bytes: must not be"),
            p -> assertThat(p).startsWith("6: maximum_pending_bytes: must not be"),
            p -> assertThat(p).startsWith("7: num_shards: must be 0 to 256"),
            p -> assertThat(p).startsWith("9: decision_cache::sampled_cache_size: must not"),
            p -> assertThat(p).startsWith("10: decision_cache::non_sampled_cache_size: must"),
            p -> assertThat(p).startsWith("12: policies::0::name: is missing"),
            p -> assertThat(p).startsWith("14: policies::2::name: \"a\" is the name of another"));
  }

  @Test
  void aStrategyThatThereIsNot() {
    assertThat(Configs.problems(TailSamplingConfig.class, "sampling_strategy: never"))
        .singleElement()
        .asString()
        .startsWith("1: sampling_strategy: \"never\" is no valid word");
  }

  @Test
  void problemsOfPolicies() {
    assertThat(
            Configs.problems(
                TailSamplingConfig.class,
                """
                policies:
                  - {name: a, type: latency, latency: {threshold_ms: 5, upper_threshold_ms: 5}}
                  - {name: b, type: numeric_attribute, numeric_attribute: {key: k}}
                  - {name: c, type: status_code, status_code: {status_codes: [error]}}
                  - {name: d, type: status_code}
                  - {name: e, type: string_attribute, string_attribute: {key: k, values: ["("], enabled_regex_matching: true}}
                  - {name: f, type: boolean_attribute, string_attribute: {key: k, values: [x]}}
                  - {name: g, type: trace_state}
                  - {name: h, type: rate_limiting, rate_limiting: {burst_capacity: -1}}
                  - {name: i, type: ottl_condition, ottl_condition: {span: ["nothing(", 'attributes["a"] == 1']}}
                  - {name: j, type: and, and: {and_sub_policy: [{name: k, type: drop, drop: {drop_sub_policy: [{name: l, type: trace_flags}]}}]}}
                  - {name: m, type: not}
                  - {name: n, type: composite, composite: {max_total_spans_per_second: 1, policy_order: [x], composite_sub_policy: [{name: y, type: trace_flags}], rate_allocation: [{policy: y, percent: 101}]}}
                  - {name: o, type: nothing}
                """))
        .satisfiesExactlyInAnyOrder(
            p -> assertThat(p).startsWith("2: policies::0::latency::upper_threshold_ms: must be"),
            p -> assertThat(p).startsWith("3: policies::1::numeric_attribute: has no bound"),
            p ->
                assertThat(p).startsWith("4: policies::2::status_code::status_codes::0: \"error\""),
            p -> assertThat(p).startsWith("5: policies::3").contains("status_codes: is empty"),
            p -> assertThat(p).startsWith("6: policies::4::string_attribute::values::0: \"(\" is"),
            p ->
                assertThat(p)
                    .startsWith("7: policies::5")
                    .contains("boolean_attribute::key: is missing"),
            p ->
                assertThat(p).startsWith("8: policies::6").contains("trace_state::key: is missing"),
            p -> assertThat(p).startsWith("9: policies::7").contains("spans_per_second: must be 1"),
            p -> assertThat(p).startsWith("9: policies::7").contains("burst_capacity: must not"),
            p -> assertThat(p).startsWith("10: policies::8::ottl_condition::span::0:"),
            p -> assertThat(p).startsWith("11: policies::9").contains("drop cannot stand inside"),
            p ->
                assertThat(p).startsWith("12: policies::10").contains("not_sub_policy: is missing"),
            p -> assertThat(p).startsWith("13: policies::11").contains("\"x\" is no policy"),
            p -> assertThat(p).startsWith("13: policies::11").contains("percent: must be 0 to 100"),
            p -> assertThat(p).startsWith("14: policies::12::type:"));
  }
}

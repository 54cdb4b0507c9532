package io.beltline.processor.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.extension.Configs;
import io.beltline.ottl.ErrorMode;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterProcessorConfigTest {
  @Test
  void defaults() {
    FilterProcessorConfig config = Configs.bind(FilterProcessorConfig.class, "{}");
    assertThat(config.errorMode()).isEqualTo(ErrorMode.IGNORE);
    assertThat(config.traces().span()).isEmpty();
    assertThat(config.metrics().include()).isNull();
    assertThat(config.logs().exclude()).isNull();
    assertThat(config.spans().include()).isNull();
    assertThat(config.profileConditions()).isEmpty();
    assertThat(config.metrics().regexp().cacheenabled()).isFalse();
  }

  private static List<String> problems(String yaml) {
    return Configs.problems(FilterProcessorConfig.class, yaml);
  }

  @Test
  void problemsNameTheConditionAndThePlaceInIt() {
    assertThat(
            problems(
                """
                traces:
                  span:
                    - name == "a"
                    - nam == "b"
                logs:
                  log_record: ['body =']
                metric_conditions:
                  - datapoint.value_int == 1
                  - name == "x"
                log_conditions: []
                trace_conditions: []
                profile_conditions:
                  - context: span
                    conditions: ['name == "x"']
                  - context: profile
                  - profile.duration_unix_nano == 1
                """))
        .satisfiesExactlyInAnyOrder(
            p ->
                assertThat(p)
                    .isEqualTo(
                        "4: traces::span::1: span has no field \"nam\" (did you mean \"name\"?) at"
                            + " 1:1"),
            p -> assertThat(p).startsWith("6: logs::log_record::0: unexpected"),
            p ->
                assertThat(p)
                    .startsWith("9: metric_conditions::1: the path name does not say its context"),
            p ->
                assertThat(p)
                    .startsWith(
                        "13: profile_conditions::0::context: \"span\" is no context of profiles"),
            p ->
                assertThat(p)
                    .isEqualTo(
                        "15: profile_conditions::1: has no conditions (expected: a list with at"
                            + " least one)"),
            p ->
                assertThat(p)
                    .isEqualTo(
                        "16: profile_conditions::2: is a condition among groups (expected: a group"
                            + " with conditions, as the others)"));
  }

  @Test
  void editorsAreNoConditions() {
    assertThat(problems("traces: {span: ['set(name, \"x\")']}")).hasSize(1);
  }

  @Test
  void onlyOneFormForASignal() {
    assertThat(
            problems(
                """
                traces: {span: ['name == "a"']}
                spans: {include: {match_type: strict, services: [a]}}
                logs: {log_record: ['body == "a"']}
                log_conditions: ['log.body == "a"']
                """))
        .containsExactly(
            "2: spans: has include or exclude, and there are conditions for the same signal"
                + " (expected: one of the two)",
            "4: log_conditions: cannot be used together with other rules of the same signal"
                + " (expected: one form)");
  }

  @Test
  void propertiesAreChecked() {
    assertThat(
            problems(
                """
                metrics:
                  include:
                    metric_names: [a]
                  exclude:
                    match_type: regexp
                    metric_names: ['(']
                    resource_attributes: [{key: a, value: '['}]
                logs:
                  include:
                    bodies: [a]
                  exclude:
                    severity_number: {min: LOUD}
                spans:
                  include:
                    match_type: strict
                    log_bodies: [a]
                  exclude:
                    match_type: glob
                    services: [a]
                """))
        .satisfiesExactlyInAnyOrder(
            p ->
                assertThat(p)
                    .isEqualTo(
                        "2: metrics::include::match_type: must be given (expected: strict, regexp"
                            + " or expr)"),
            p -> assertThat(p).startsWith("6: metrics::exclude::metric_names: \"(\" is no regular"),
            p ->
                assertThat(p)
                    .startsWith("7: metrics::exclude::resource_attributes: \"[\" is no regular"),
            p ->
                assertThat(p)
                    .isEqualTo(
                        "9: logs::include::match_type: must be given (expected: strict or"
                            + " regexp)"),
            p ->
                assertThat(p)
                    .isEqualTo(
                        "12: logs::exclude::severity_number::min: \"LOUD\" is no severity"
                            + " (expected: such as INFO, WARN2, or 1 to 24)"),
            p -> assertThat(p).isEqualTo("14: spans::include: log_bodies cannot match traces"),
            p -> assertThat(p).startsWith("18: spans::exclude::match_type:"));
  }
}

package io.beltline.processor.metricsgeneration;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.extension.Configs;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsGenerationConfigTest {

  @Test
  void keysThatAreNotWrittenHaveTheirDefaults() {
    assertThat(Configs.bind(MetricsGenerationConfig.class, "{}").rules()).isEmpty();
    RuleConfig rule =
        Configs.bind(
                MetricsGenerationConfig.class,
                "rules: [{name: a, type: calculate, metric1: b, metric2: c, operation: add}]")
            .rules()
            .getFirst();
    assertThat(rule.unit()).isEmpty();
    assertThat(rule.scaleBy()).isZero();
    assertThat(rule.matchAttributes()).isFalse();
  }

  @Test
  void wrongRulesAreRefusedWhereTheyStand() {
    assertThat(
            Configs.problems(
                    MetricsGenerationConfig.class,
                    """
                    rules:
                      - {type: calculate, metric1: b, metric2: c, operation: add}
                      - {name: a, metric1: b, metric2: c, operation: add}
                      - {name: a, type: sum, metric1: b, operation: add}
                      - {name: a, type: calculate, metric2: c, operation: add}
                      - {name: a, type: calculate, metric1: b, operation: add}
                      - {name: a, type: calculate, metric1: b, metric2: c}
                      - {name: a, type: calculate, metric1: b, metric2: c, operation: power}
                      - {name: a, type: scale, metric1: b, operation: multiply}
                      - {name: a, type: scale, metric1: b, operation: multiply, scale_by: -1}
                      - {name: a, type: scale, metric1: b, operation: multiply, scale_by: .nan}
                      - {name: a, type: calculate, metric1: a, metric2: c, operation: add}
                      - {name: a, type: calculate, metric1: b, metric2: a, operation: add}
                      - {name: a, type: calculate, metric1: b, metric2: c, operation: add, match_attributes: x}
                    """)
                .stream()
                .map(problem -> problem.substring(0, problem.indexOf(": ", 4)))
                .toList())
        .isEqualTo(
            List.of(
                "2: rules::0::name",
                "3: rules::1::type",
                "4: rules::2::type",
                "5: rules::3::metric1",
                "6: rules::4::metric2",
                "7: rules::5::operation",
                "8: rules::6::operation",
                "9: rules::7::scale_by",
                "10: rules::8::scale_by",
                "11: rules::9::scale_by",
                "12: rules::10::name",
                "13: rules::11::name",
                "14: rules::12::match_attributes"));
  }
}

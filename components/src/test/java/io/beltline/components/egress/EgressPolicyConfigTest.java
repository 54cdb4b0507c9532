package io.beltline.components.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.egress.EgressPolicyConfig.Encoded;
import io.beltline.components.patterns.Expressions;
import io.beltline.exporter.Yaml;
import io.beltline.exporter.zipkin.ZipkinExporterConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class EgressPolicyConfigTest {

  private static String problems(String policy) {
    return Yaml.problems(
        ZipkinExporterConfig.class,
        "endpoint: http://z:9411/api/v2/spans\negress_policy:\n" + policy);
  }

  @Test
  void isAbsentByDefault() {
    assertThat(
            Yaml.bind(ZipkinExporterConfig.class, "endpoint: http://z:9411/\n")
                .value()
                .egressPolicy())
        .isNull();
  }

  @Test
  void hasDefaults() {
    EgressPolicyConfig policy =
        Yaml.bind(
                ZipkinExporterConfig.class,
                "endpoint: http://z:9411/\negress_policy: {detectors: [all]}\n")
            .value()
            .egressPolicy();
    assertThat(policy)
        .isEqualTo(
            new EgressPolicyConfig(
                Action.MASK, List.of("all"), List.of(), List.of(), "****", Encoded.COUNT, false));
  }

  @Test
  void whatIsWrongIsToldWithItsPlace() {
    assertThat(problems("  detectors: [emial]\n"))
        .contains("\"emial\" is no detector", "c.yaml:3:15");
    assertThat(problems("  dry_run: true\n")).contains("must name something to look for");
    assertThat(problems("  rules:\n    - {name: x, pattern: '('}\n"))
        .contains("no regular expression", "c.yaml:4:26");
    assertThat(problems("  rules:\n    - {pattern: 'x'}\n")).contains("name", "must be specified");
    assertThat(problems("  rules:\n    - {name: x}\n")).contains("pattern", "must be specified");
    assertThat(problems("  rules:\n    - {name: x, pattern: a}\n    - {name: x, pattern: b}\n"))
        .contains("\"x\" is there already", "c.yaml:5:14");
    assertThat(problems("  detectors: [all]\n  allowed_values: ['[']\n"))
        .contains("no regular expression", "c.yaml:4:20");
    assertThat(problems("  detectors: [all]\n  action: hide\n")).contains("c.yaml:4:11");
    assertThat(problems("  detectors: [all]\n  encoded: mask\n")).contains("c.yaml:4:12");
    assertThat(problems("  detectors: [all]\n  dryrun: true\n")).contains("dry_run");
  }

  @Test
  void everyDetectorIsAnExpression() {
    assertThat(Detectors.byName()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(Detectors.byName().values()).allMatch(one -> Expressions.problem(one) == null);
  }
}

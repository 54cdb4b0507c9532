package io.beltline.processor.metricstransform;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.extension.Configs;
import io.beltline.processor.metricstransform.TransformConfig.MatchType;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTransformConfigTest {

  @Test
  void keysThatAreNotWrittenHaveTheirDefaults() {
    assertThat(Configs.bind(MetricsTransformConfig.class, "{}").transforms()).isEmpty();
    TransformConfig transform =
        Configs.bind(
                MetricsTransformConfig.class,
                """
                transforms:
                  - include: a
                    action: update
                    submatch_case:
                    operations: [{action: toggle_scalar_data_type}]
                """)
            .transforms()
            .getFirst();
    assertThat(transform.matchType()).isEqualTo(MatchType.STRICT);
    assertThat(transform.experimentalMatchLabels()).isEmpty();
    assertThat(transform.newName()).isEmpty();
    assertThat(transform.groupResourceLabels()).isNull();
    assertThat(transform.aggregationType()).isNull();
    assertThat(transform.submatchCase()).isNull();
    OperationConfig operation = transform.operations().getFirst();
    assertThat(operation.label()).isEmpty();
    assertThat(operation.newLabel()).isEmpty();
    assertThat(operation.labelSet()).isEmpty();
    assertThat(operation.aggregationType()).isNull();
    assertThat(operation.aggregatedValues()).isEmpty();
    assertThat(operation.newValue()).isNull();
    assertThat(operation.valueActions()).isEmpty();
    assertThat(operation.experimentalScale()).isZero();
    assertThat(operation.labelValue()).isNull();
  }

  @Test
  void wrongTransformsAreRefusedWhereTheyStand() {
    assertThat(
            places(
                """
                transforms:
                  - {action: update}
                  - {include: a}
                  - {include: a, action: remove}
                  - {include: a, action: update, match_type: glob}
                  - {include: 'a(', action: update, match_type: regexp}
                  - {include: a, action: update, match_type: regexp, experimental_match_labels: {b: '['}}
                  - {include: a, action: insert}
                  - {include: a, action: combine, aggregation_type: sum}
                  - {include: a, action: combine, new_name: b}
                  - {include: a, action: combine, new_name: b, aggregation_type: average}
                  - {include: a, action: group}
                  - {include: a, action: update, submatch_case: title}
                """))
        .containsExactlyInAnyOrder(
            "2: transforms::0::include",
            "3: transforms::1::action",
            "4: transforms::2::action",
            "5: transforms::3::match_type",
            "6: transforms::4::include",
            "7: transforms::5::experimental_match_labels::b",
            "8: transforms::6::new_name",
            "9: transforms::7::new_name",
            "10: transforms::8::aggregation_type",
            "11: transforms::9::aggregation_type",
            "12: transforms::10::group_resource_labels",
            "13: transforms::11::submatch_case");
  }

  @Test
  void wrongOperationsAreRefusedWhereTheyStand() {
    assertThat(
            places(
                """
                transforms:
                  - include: a
                    action: update
                    operations:
                      - {label: a}
                      - {action: drop}
                      - {action: add_label, new_value: b}
                      - {action: add_label, new_label: b}
                      - {action: update_label, new_label: b}
                      - {action: delete_label_value, label_value: b}
                      - {action: delete_label_value, label: b}
                      - {action: experimental_scale_value}
                      - {action: experimental_scale_value, experimental_scale: .inf}
                      - {action: aggregate_labels, aggregation_type: avg}
                      - {action: aggregate_label_values, aggregated_values: [a], new_value: b}
                      - {action: aggregate_label_values, label: a, new_value: b}
                      - {action: aggregate_label_values, label: a, aggregated_values: [a]}
                """))
        .containsExactlyInAnyOrder(
            "5: transforms::0::operations::0::action",
            "6: transforms::0::operations::1::action",
            "7: transforms::0::operations::2::new_label",
            "8: transforms::0::operations::3::new_value",
            "9: transforms::0::operations::4::label",
            "10: transforms::0::operations::5::label",
            "11: transforms::0::operations::6::label_value",
            "12: transforms::0::operations::7::experimental_scale",
            "13: transforms::0::operations::8::experimental_scale",
            "14: transforms::0::operations::9::aggregation_type",
            "15: transforms::0::operations::10::label",
            "16: transforms::0::operations::11::aggregated_values",
            "17: transforms::0::operations::12::new_value");
  }

  private static List<String> places(String yaml) {
    return Configs.problems(MetricsTransformConfig.class, yaml).stream()
        .map(problem -> problem.substring(0, problem.indexOf(": ", 4)))
        .toList();
  }
}

package io.beltline.processor.attributes;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.match.MatchConfig;
import io.beltline.extension.Configs;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AttributesProcessorConfigTest {

  @Test
  void keysThatAreNotWrittenHaveTheirDefaults() {
    var config =
        Configs.bind(AttributesProcessorConfig.class, "actions: [{key: a, action: delete}]");
    assertThat(config.include()).isNull();
    assertThat(config.exclude()).isNull();
    var action = config.actions().getFirst();
    assertThat(action.value()).isNull();
    assertThat(action.fromAttribute()).isEmpty();
    assertThat(action.fromContext()).isEmpty();
    assertThat(action.pattern()).isEmpty();
    assertThat(action.convertedType()).isNull();
  }

  @Test
  void propertiesThatAreNotWrittenAreEmpty() {
    var include =
        Objects.requireNonNull(
            Configs.bind(
                    AttributesProcessorConfig.class,
                    """
                    actions: [{key: a, action: delete}]
                    include: {match_type: strict, services: [a]}
                    """)
                .include());
    assertThat(include)
        .isEqualTo(
            new MatchConfig(
                MatchConfig.MatchType.STRICT,
                new MatchConfig.RegexpConfig(false, 0),
                List.of("a"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of()));
  }

  @Test
  void wrongActionsAreRefusedWhereTheyStand() {
    assertThat(
            places(
                """
                actions:
                  - key: a
                  - {action: insert, value: 1}
                  - {key: a, action: insert}
                  - {key: a, action: upsert, value: 1, from_attribute: b}
                  - {key: a, action: update, value: 1, pattern: b}
                  - {action: delete}
                  - {key: a, action: hash, value: 1}
                  - {key: a, action: delete, from_attribute: b}
                  - {key: a, action: extract}
                  - {key: a, action: extract, pattern: '(b)'}
                  - {key: a, action: extract, pattern: '(?P<b>'}
                  - {key: a, action: extract, pattern: '(?P<b>.)', from_context: c}
                  - {key: a, action: convert}
                  - {key: a, action: convert, converted_type: bool}
                  - {key: a, action: insert, value: 1, converted_type: int}
                """))
        .containsExactlyInAnyOrder(
            "2: actions::0::action",
            "3: actions::1::key",
            "4: actions::2",
            "5: actions::3",
            "6: actions::4::pattern",
            "7: actions::5::key",
            "8: actions::6::value",
            "9: actions::7::from_attribute",
            "10: actions::8::pattern",
            "11: actions::9::pattern",
            "12: actions::10::pattern",
            "13: actions::11::from_context",
            "14: actions::12::converted_type",
            "15: actions::13::converted_type",
            "16: actions::14::converted_type");
    assertThat(places("actions: []")).hasSize(1);
  }

  @Test
  void wrongPropertiesAreRefusedWhereTheyStand() {
    assertThat(
            places(
                """
                actions: [{key: a, action: delete}]
                include:
                  services: [a]
                exclude:
                  match_type: regexp
                """))
        .containsExactly("2: include::match_type", "4: exclude");
    assertThat(
            places(
                """
                actions: [{key: a, action: delete}]
                include:
                  match_type: regexp
                  span_names: ['(']
                  attributes: [{key: a, value: 7}]
                exclude:
                  match_type: strict
                  span_kinds: [SERVER]
                  resources: [{value: a}]
                """))
        .containsExactlyInAnyOrder(
            "4: include::span_names",
            "5: include::attributes",
            "8: exclude::span_kinds",
            "9: exclude::resources");
  }

  private static List<String> places(String yaml) {
    return Configs.problems(AttributesProcessorConfig.class, yaml).stream()
        .map(problem -> problem.substring(0, problem.indexOf(": ", 4)))
        .toList();
  }
}

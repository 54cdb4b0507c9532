package io.beltline.components.relabel;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.exporter.Yaml;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases are those of Prometheus' own documentation and tests of relabeling. */
class RelabelRuleTest {
  private static SortedMap<String, String> labels() {
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put("a", "foo");
    labels.put("b", "bar");
    labels.put("c", "baz");
    return labels;
  }

  private static String apply(String yaml) {
    RelabelConfig config = Yaml.bind(RelabelConfig.class, yaml + "\n").value();
    SortedMap<String, String> labels = labels();
    return RelabelRule.apply(List.of(new RelabelRule(config)), labels)
        ? labels.toString()
        : "dropped";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{source_labels: [a], regex: 'f(.*)', target_label: d, replacement: 'ch${1}-ch${1}'}"
            + "|{a=foo, b=bar, c=baz, d=choo-choo}",
        "{source_labels: [a, b], regex: 'f(.*);(.*)r', target_label: a, replacement: 'b${1}${2}m'}"
            + "|{a=boobam, b=bar, c=baz}",
        "{source_labels: [a], regex: 'o', target_label: d, replacement: x}|{a=foo, b=bar, c=baz}",
        "{source_labels: [a], target_label: d}|{a=foo, b=bar, c=baz, d=foo}",
        "{target_label: d, replacement: x}|{a=foo, b=bar, c=baz, d=x}",
        "{source_labels: [a], regex: '(f).*', target_label: '${1}_x', replacement: y}"
            + "|{a=foo, b=bar, c=baz, f_x=y}",
        "{source_labels: [a], regex: 'f(?P<rest>.*)', target_label: d, replacement: '$rest!'}"
            + "|{a=foo, b=bar, c=baz, d=oo!}",
        "{source_labels: [a], regex: '(f).*', target_label: d, replacement: '$01,${01},$1!'}"
            + "|{a=foo, b=bar, c=baz, d=,,f!}",
        "{source_labels: [a], regex: 'f(?P<01>.*)', target_label: d, replacement: '$01$10'}"
            + "|{a=foo, b=bar, c=baz, d=oo}",
        "{source_labels: [a], target_label: a, replacement: ''}|{b=bar, c=baz}",
        "{source_labels: [a], target_label: d, replacement: '$$$$1 $'}|{a=foo, b=bar, c=baz, d=$1"
            + " $}",
        "{source_labels: [a], regex: foo, action: drop}|dropped",
        "{source_labels: [a], regex: fo, action: drop}|{a=foo, b=bar, c=baz}",
        "{source_labels: [a], regex: foo, action: keep}|{a=foo, b=bar, c=baz}",
        "{source_labels: [a], regex: bar, action: keep}|dropped",
        "{source_labels: [none], regex: '', action: keep}|{a=foo, b=bar, c=baz}",
        "{source_labels: [c], target_label: d, action: hashmod, modulus: 1000}"
            + "|{a=foo, b=bar, c=baz, d=976}",
        "{regex: '(b.*)', replacement: 'bar_${1}', action: labelmap}"
            + "|{a=foo, b=bar, bar_b=bar, c=baz}",
        "{source_labels: [a], target_label: A, action: uppercase}|{A=FOO, a=foo, b=bar, c=baz}",
        "{source_labels: [a], target_label: b, action: Lowercase}|{a=foo, b=foo, c=baz}",
        "{source_labels: [a], target_label: b, action: keepequal}|dropped",
        "{source_labels: [a], target_label: b, action: dropequal}|{a=foo, b=bar, c=baz}",
        "{source_labels: [a], target_label: a, action: dropequal}|dropped",
      })
  void actions(String yaml, String expected) {
    assertThat(apply(yaml)).isEqualTo(expected);
  }

  @Test
  void severalNamesByOnePattern() {
    assertThat(apply("{regex: 'b|c', action: labeldrop}")).isEqualTo("{a=foo}");
    assertThat(apply("{regex: 'b|c', action: labelkeep}")).isEqualTo("{b=bar, c=baz}");
  }

  @Test
  void theHashIsThatOfPrometheus() {
    // md5("foo") = acbd18db4cc2f85cedef654fccc4a4d8; its second half modulo 8
    assertThat(apply("{source_labels: [a], target_label: d, action: hashmod, modulus: 8}"))
        .contains("d=" + Long.remainderUnsigned(0xedef654fccc4a4d8L, 8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{regex: '('}|regex",
        "{source_labels: [a]}|target_label",
        "{action: hashmod, target_label: a}|modulus",
        "{action: labeldrop, target_label: a}|target_label",
        "{action: labelkeep, source_labels: [a]}|source_labels",
        "{action: lowercase, target_label: a, replacement: x}|replacement",
        "{action: keepequal, target_label: a, regex: x}|regex",
        "{action: wrong}|action",
      })
  void wrongRulesAreRefusedWhereTheyStand(String yaml, String key) {
    assertThat(Yaml.problems(RelabelConfig.class, yaml + "\n")).contains(key).contains("c.yaml:1:");
  }
}

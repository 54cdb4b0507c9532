package io.beltline.components.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapingSchemeTest {

  /** Names and what client libraries make of them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http.status:sum | http_status:sum | http_dot_status:sum | U__http_2e_status:sum",
        "no:escaping_required | no:escaping_required | no:escaping_required | no:escaping_required",
        "mysystem.prod.west.cpu.load_total | mysystem_prod_west_cpu_load_total"
            + " | mysystem_dot_prod_dot_west_dot_cpu_dot_load__total"
            + " | U__mysystem_2e_prod_2e_west_2e_cpu_2e_load__total",
        "label with spaces | label_with_spaces | label__with__spaces | U__label_20_with_20_spaces",
        "1st | _st | __st | U__1st",
        "\u00e9t\u00e9 | _t_ | __t__ | U___e9_t_e9_",
        "\ud83d\ude00 | _ | __ | U___1f600_"
      })
  void metricNames(String name, String underscores, String dots, String values) {
    assertThat(EscapingScheme.ALLOW_UTF_8.metric(name)).isEqualTo(name);
    assertThat(EscapingScheme.UNDERSCORES.metric(name)).isEqualTo(underscores);
    assertThat(EscapingScheme.DOTS.metric(name)).isEqualTo(dots);
    assertThat(EscapingScheme.VALUES.metric(name)).isEqualTo(values);
  }

  @ParameterizedTest
  @CsvSource({
    "UNDERSCORES, 'a_b=\"1;2\",c=\"x\\\"y\\\\\"'",
    "DOTS, 'a__b=\"2\",a_dot_b=\"1\",c=\"x\\\"y\\\\\"'",
    "VALUES, 'U__a_20_b=\"2\",U__a_2e_b=\"1\",c=\"x\\\"y\\\\\"'"
  })
  void labels(EscapingScheme scheme, String expected) {
    TreeMap<String, String> labels = new TreeMap<>();
    labels.put("a.b", "1");
    labels.put("a b", "2");
    labels.put("c", "x\"y\\");
    String escaped = Labels.escaped(Labels.text(labels), scheme);
    assertThat(escaped)
        .isEqualTo(
            scheme == EscapingScheme.UNDERSCORES ? expected.replace("1;2", "2;1") : expected);
  }

  @Property(tries = 300, seed = "20261123")
  void namesAreAlwaysValid(@ForAll("texts") String name, @ForAll EscapingScheme scheme) {
    if (scheme != EscapingScheme.ALLOW_UTF_8 && !name.isEmpty()) {
      assertThat(Names.isClassicMetric(scheme.metric(name))).isTrue();
      assertThat(Names.isClassicLabel(scheme.label(name))).isTrue();
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(20),
        Arbitraries.strings().withChars("ab_.:19-/ ").ofMaxLength(20));
  }
}

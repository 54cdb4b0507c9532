package io.beltline.receiver.httpcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.components.expression.ExpressionException;
import io.beltline.components.expression.JsonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {
  private static final String JSON =
      "{\"a\": {\"b\": [1, 2.50, \"x\", null, true, {\"c\": 7}, {\"c\": 8}]}, \"d.e\": \"dot\","
          + " \"9\": 1e3, \"f*\": false}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.b.0 | 1",
        "$.a.b.1 | 2.5",
        "a.b.2 | x",
        "a.b.3 | null",
        "a.b.4 | true",
        "a.b.5.c | 7",
        "a.b.# | 7",
        "a.b.#.c | [7,8]",
        "d\\.e | dot",
        "9 | 1000",
        "f\\* | false",
        "?.b.0 | 1",
        "d*e | dot",
        "*9* | 1000",
        "a.b.7 | ",
        "a.x | ",
        "a.b.c | ",
        "a.b.0.c | ",
      })
  void findsWhatIsThere(String path, String text) throws ExpressionException {
    assertThat(JsonPath.parse(path).find(JsonText.read(JSON, true)).orElse(null)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.", ".a", "a..b", "a|b", "@this", "a.#(b==1)", "[0]", "{a,b}"})
  void whatIsNoPathIsRefused(String path) {
    assertThatThrownBy(() -> JsonPath.parse(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: ");
  }

  @Property(tries = 500, seed = "20261128")
  void findsEachValueOfAnyTree(
      @ForAll @Size(min = 1, max = 6)
          List<@AlphaChars @NumericChars @StringLength(min = 1, max = 5) String> names,
      @ForAll long value) {
    Object tree = value;
    for (String name : names.reversed()) {
      Map<String, Object> around = new HashMap<>();
      around.put(name, tree);
      List<Object> list = new ArrayList<>(List.of("before"));
      list.add(around);
      tree = list;
    }
    String path = "1." + String.join(".1.", names);
    assertThat(JsonPath.parse(path).find(tree)).contains(String.valueOf(value));
  }

  @Property(tries = 2000, seed = "20261128")
  void survivesAnyText(@ForAll String path) throws ExpressionException {
    JsonPath parsed;
    try {
      parsed = JsonPath.parse(path);
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).contains("expected: ");
      return;
    }
    assertThat(parsed.find(JsonText.read(JSON, true)).orElse("")).isNotNull();
  }

  @Property(tries = 200, seed = "20261128")
  void aWildcardFitsWhatItsPartsAreIn(
      @ForAll @AlphaChars @StringLength(max = 20) String before,
      @ForAll @AlphaChars @StringLength(max = 20) String between,
      @ForAll @AlphaChars @StringLength(max = 20) String behind) {
    String key = before + "x" + between + "y" + behind;
    assertThat(JsonPath.parse("*x*y*").find(Map.of(key, 1L))).contains("1");
    assertThat(JsonPath.parse("*x*?y*").find(Map.of(key, 1L)).isPresent())
        .isEqualTo(key.matches(".*x.*.y.*"));
  }
}

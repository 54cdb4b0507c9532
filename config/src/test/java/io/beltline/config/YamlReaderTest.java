package io.beltline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

  private static @Nullable Object plain(String yaml) {
    YamlReader.Parsed parsed = YamlReader.read(yaml, "c.yaml");
    assertThat(parsed.problems()).isEmpty();
    ConfigNode root = parsed.root();
    return root == null ? "no root" : root.plain();
  }

  private static List<String> problems(String yaml) {
    return YamlReader.read(yaml, "c.yaml").problems().stream().map(Problem::toString).toList();
  }

  @Test
  void keepsPositionsTextAndStyle() {
    ConfigNode root = YamlReader.read("a:\n  b: [x, 'y']\n  \"c\": |\n    z\n", "c.yaml").root();
    ConfigMap a = (ConfigMap) ((ConfigMap) root).value("a");
    assertThat(a.position()).hasToString("c.yaml:2:3");
    ConfigList b = (ConfigList) a.value("b");
    assertThat(b.position()).hasToString("c.yaml:2:6");
    assertThat(b.items())
        .containsExactly(
            new ConfigScalar("x", ConfigScalar.Style.PLAIN, new Position("c.yaml", 2, 7)),
            new ConfigScalar("y", ConfigScalar.Style.SINGLE_QUOTED, new Position("c.yaml", 2, 10)));
    assertThat(b.items())
        .extracting(item -> item.position().toString())
        .containsExactly("c.yaml:2:7", "c.yaml:2:10");
    ConfigMap.Entry c = a.entry("c");
    assertThat(c.keyPosition()).hasToString("c.yaml:3:3");
    assertThat(c.value())
        .isEqualTo(
            new ConfigScalar("z\n", ConfigScalar.Style.LITERAL, new Position("c.yaml", 3, 8)));
    assertThat(c.value().position()).hasToString("c.yaml:3:8");
  }

  private static @Nullable ConfigNode root(String yaml) {
    return YamlReader.read(yaml, "c.yaml").root();
  }

  @Test
  void whatWasOnlyMovedIsEqual() {
    ConfigNode first = root("a:\n  b: [x, 'y']\n  c: 1\n");
    assertThat(root("# words\n\na: {b: [x, \"y\"],\n c: 1}\n"))
        .isEqualTo(first)
        .hasSameHashCodeAs(first);
    assertThat(root("a:\n  b: [x, 'y']\n  c: '1'\n")).isNotEqualTo(first);
    assertThat(root("a:\n  b: ['y', x]\n  c: 1\n")).isNotEqualTo(first);
    assertThat(root("a:\n  c: 1\n  b: [x, 'y']\n")).as("the order counts").isNotEqualTo(first);
  }

  @Test
  void readsOdditiesOfRealFiles() {
    assertThat(plain("")).isNull();
    assertThat(plain("# only a comment\n")).isNull();
    assertThat(plain("---\na: 1\n")).isEqualTo(Map.of("a", 1L));
    assertThat(plain("---\na: 1\n---\n")).isEqualTo(Map.of("a", 1L));
    assertThat(plain("\uFEFFa: 1\r\nb: x  \r\n")).isEqualTo(Map.of("a", 1L, "b", "x"));
    assertThat(plain("a:\n- x\n- y")).isEqualTo(Map.of("a", List.of("x", "y")));
    assertThat(plain("a: [x,\n  y,\n]")).isEqualTo(Map.of("a", List.of("x", "y")));
    assertThat(plain("a: :4317")).isEqualTo(Map.of("a", ":4317"));
    assertThat(plain("a: ${env:X}:4317")).isEqualTo(Map.of("a", "${env:X}:4317"));
    assertThat(plain("'a b': \"\\u00e4\\n\"")).isEqualTo(Map.of("a b", "ä\n"));
    assertThat(plain("a: b#c")).isEqualTo(Map.of("a", "b#c"));
    assertThat(plain("a : b")).isEqualTo(Map.of("a", "b"));
    assertThat(plain("a: one\n  two")).isEqualTo(Map.of("a", "one two"));
    assertThat(plain("a: |2\n   x\n")).isEqualTo(Map.of("a", " x\n"));
    assertThat(plain("200: ok\ntrue: yes")).isEqualTo(Map.of("200", "ok", "true", "yes"));
    assertThat(plain("%YAML 1.1\n---\na: on")).isEqualTo(Map.of("a", "on"));
  }

  @Test
  void followsAnchorsAndMergeKeys() {
    assertThat(plain("a: &x {p: 1, q: 2}\nb: *x\nc: &x [1]\nd: *x"))
        .isEqualTo(
            Map.of(
                "a", Map.of("p", 1L, "q", 2L),
                "b", Map.of("p", 1L, "q", 2L),
                "c", List.of(1L),
                "d", List.of(1L)));
    assertThat(plain("a: &x {p: 1, q: 2}\nb: {q: 3, <<: *x, r: 4}"))
        .isEqualTo(Map.of("a", Map.of("p", 1L, "q", 2L), "b", Map.of("p", 1L, "q", 3L, "r", 4L)));
    assertThat(plain("a: &x {p: 1}\nb: &y {p: 2, q: 5}\nc: {<<: [*x, *y]}"))
        .hasToString("{a={p=1}, b={p=2, q=5}, c={p=1, q=5}}");
    assertThat(plain("'<<': 1")).isEqualTo(Map.of("<<", 1L));
  }

  @Test
  void readsTags() {
    assertThat(plain("[!!str 1, !!int '1', !!null '', !other x]"))
        .isEqualTo(Arrays.asList("1", 1L, null, "x"));
  }

  @Test
  void refusesWithPositions() {
    assertThat(problems("a: 1\nb:\n  c: 1\n  c: 2\na: 3"))
        .containsExactly(
            "b::c: is written twice, first at c.yaml:3:3 (expected: once) c.yaml:4:3",
            "a: is written twice, first at c.yaml:1:1 (expected: once) c.yaml:5:1");
    assertThat(problems("a: 1\n---\nb: 2"))
        .containsExactly(
            "holds a second document (expected: one, without --- in between) c.yaml:3:1");
    assertThat(problems("a: *x"))
        .containsExactly("a: *x has no anchor (expected: &name before it) c.yaml:1:4");
    assertThat(problems("a: &x [*x]")).hasSize(1);
    assertThat(problems("a: {{ .X }}"))
        .containsExactly("a: has a list or map as key (expected: a text) c.yaml:1:5");
    assertThat(problems("a: 1\n\tb: 2")).singleElement().asString().endsWith(" c.yaml:2:1");
    assertThat(problems("a:\n  b: [${env:X}]")).singleElement().asString().contains("is no YAML");
    assertThat(problems("a: {<<: 1}"))
        .containsExactly("a: << merges a scalar (expected: a map or a list) c.yaml:1:9");
    assertThat(problems("a: \u0007")).singleElement().asString().contains("is no YAML");
  }

  @Test
  void boundsAliasBombsAndDepth() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 40; i++) {
      String before = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s, %s]\n".formatted(i, i, before, before));
    }
    assertThat(problems(bomb.toString())).singleElement().asString().contains("is too large");
    assertThat(problems("[".repeat(100_000))).singleElement().asString().contains("too deeply");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "on",
        "off",
        "yes",
        "no",
        "N",
        "10:30",
        "2006-01-02",
        "1_a",
        "0x",
        "0xg",
        "+",
        ".",
        "1e",
        "1.2.3",
        "_1",
        "65k",
        "nan",
        "inf",
        "True1",
        "1e999",
        "tRUE"
      })
  void readsTextForOtherWords(String word) {
    assertThat(plain(word)).isEqualTo(word);
  }

  @Test
  void readsNumbersAsGoDoes() {
    assertThat(plain("[65_536, 0777, 0o17, 0x1F, 0b11, -7, +7, 0, 00, 99999999999999999999]"))
        .hasToString("[65536, 511, 15, 31, 3, -7, 7, 0, 0, 99999999999999999999]");
    assertThat(plain("[.5, 1., 1e3, -1.5E-3, 08, 1_000.5, .inf, -.INF, .NaN]"))
        .hasToString("[0.5, 1.0, 1000.0, -0.0015, 8.0, 1000.5, Infinity, -Infinity, NaN]");
    assertThat(plain("[true, False, TRUE, ~, null, Null, NULL, ]"))
        .hasToString("[true, false, true, null, null, null, null]");
  }
}

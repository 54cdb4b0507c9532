package io.beltline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpansionTest {
  @TempDir Path folder;

  private static final Map<String, String> ENVIRONMENT =
      Map.ofEntries(
          Map.entry("VALUE", "some value"),
          Map.entry("NUMBER", "0123"),
          Map.entry("TRUE", "true"),
          Map.entry("QUOTED", "\"x\""),
          Map.entry("SPACED", " 5 # five"),
          Map.entry("EMPTY", ""),
          Map.entry("LIST", "['$$A','$${A}','${env:VALUE}']"),
          Map.entry("MAP", "{k: '$$A', l: [1]}"),
          Map.entry("DOLLARS", "here are 2 $$$"),
          Map.entry("AGAIN", "${env:VALUE} again"),
          Map.entry("BROKEN", "a: [b"),
          Map.entry("B", "NUMBER"),
          Map.entry("A_NUMBER", "nested"),
          Map.entry("LOOP", "${env:LOOP}"),
          Map.entry("GROW", "x${env:GROW}${env:GROW}"),
          Map.entry("DEEP", "- ${env:DEEP}\n- ${env:DEEP}"));

  private LoadedConfig load(String yaml) {
    return new ConfigLoader(ENVIRONMENT, folder, List.of())
        .load(List.of("yaml:" + yaml), List.of());
  }

  private static List<String> problems(LoadedConfig loaded) {
    return loaded.problems().stream().map(Problem::toString).toList();
  }

  record Texts(String text) {}

  record Numbers(@Default("7") int number) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$$VALUE | $VALUE",
        "$$$$VALUE | $$VALUE",
        "$$${VALUE} | $some value",
        "a${VALUE}b | asome valueb",
        "a$${VALUE}b | a${VALUE}b",
        "$${ONE}$${TWO} | ${ONE}${TWO}",
        "text$$ | text$",
        "$$ | $",
        "$${1}$${env:2} | ${1}${env:2}",
        "$${env:${VALUE}} | ${env:some value}",
        "$${env:$${VALUE}} | ${env:${VALUE}}",
        "env:M}$${VALUE}{ | env:M}${VALUE}{",
        "$$${env:VALUE} | $some value",
        "${env:DOLLARS} | here are 2 $$",
        "${env:AGAIN} | some value again",
        "${env:NONE:-fallback} | fallback",
        "${env:NONE:-$${env:NONE}} | ${env:NONE:-${env:NONE}}",
        "${env:NONE:-http://h:80/} | http://h:80/",
        "${env:A_${env:B}} | nested",
        "${HOST | ${HOST",
        "${env:NUMBER}}}${env:TRUE | 0123}}${env:TRUE",
        "http://${env:B}:${NUMBER}/ | http://NUMBER:0123/",
        "$${x} ${env:B} | ${x} NUMBER",
        "$1-$2 | $1-$2",
        "^a$ | ^a$",
        "`a$b|c$` | `a$b|c$`",
        "${env:QUOTED} | `\"x\"`",
        "${env:BROKEN} | a: [b",
        "${env:NUMBER} | 0123",
        "${env:MAP} | {k: '$A', l: [1]}",
        "${yaml:[1]} | [1]",
        "${env:SPACED} | ` 5 # five`",
      })
  void expandsTextAsTheCollectorDoes(String written, String expected) {
    LoadedConfig loaded = load("text: '" + written + "'");
    assertThat(loaded.problems()).isEmpty();
    assertThat(Binder.bind(Texts.class, loaded.tree()).value().text()).isEqualTo(expected);
  }

  @Test
  void readsWholeReferencesAsYaml() {
    LoadedConfig loaded =
        load("a: ${env:NUMBER}\nb: ${env:TRUE}\nc: ${env:LIST}\nd: ${env:MAP}\ne: ${env:SPACED}");
    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.tree().plain())
        .isEqualTo(
            Map.of(
                "a",
                83L,
                "b",
                true,
                "c",
                List.of("$A", "${A}", "some value"),
                "d",
                Map.of("k", "$A", "l", List.of(1L)),
                "e",
                5L));
  }

  @Test
  void takesUnsetVariablesAsEmpty() {
    LoadedConfig loaded = load("text: x${env:NONE}\nnumber: ${env:NONE}\nempty: ${env:EMPTY}");
    Map<String, Object> expected = new HashMap<>();
    expected.put("text", "x");
    expected.put("number", null);
    expected.put("empty", null);
    assertThat(loaded.tree().plain()).isEqualTo(expected);
    assertThat(loaded.failed()).isFalse();
    assertThat(problems(loaded))
        .containsExactly(
            "text: the environment variable NONE is not set, taken as empty --config:1:7",
            "number: the environment variable NONE is not set, taken as empty --config:2:9");
    LoadedConfig number = load("number: ${env:NONE}");
    assertThat(Binder.bind(Numbers.class, number.tree()).value().number()).isZero();
    LoadedConfig text = load("text: ${env:NONE:-}");
    assertThat(text.problems()).isEmpty();
    assertThat(text.tree().plain()).isEqualTo(Map.of("text", ""));
  }

  @Test
  void readsOldSpellingsWithAWarning() {
    LoadedConfig loaded = load("a: $NUMBER\nb: $B:$NONE\nc: ${1}-$1\nd: ${B}");
    assertThat(loaded.tree().plain())
        .isEqualTo(Map.of("a", 83L, "b", "NUMBER:$NONE", "c", "${1}-$1", "d", "NUMBER"));
    assertThat(loaded.failed()).isFalse();
    assertThat(problems(loaded))
        .containsExactly(
            "a: $NAME is an old spelling (expected: ${env:NAME} or $$NAME) --config:1:4",
            "b: $NAME is an old spelling (expected: ${env:NAME} or $$NAME) --config:2:4",
            "c: ${1} is taken as the group of a pattern (expected: $${1}) --config:3:4");
  }

  @Test
  void includesFiles() throws IOException {
    Files.writeString(folder.resolve("part.yaml"), "x: 1\ny:\n  z: ${env:TRUE}\n");
    Files.writeString(folder.resolve("secret"), "0123\n");
    LoadedConfig loaded =
        load("a:\n  b: ${file:part.yaml}\n  c: Bearer ${file:secret}\n  text: ${file:secret}");
    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.tree().plain())
        .isEqualTo(
            Map.of(
                "a",
                Map.of(
                    "b",
                    Map.of("x", 1L, "y", Map.of("z", true)),
                    "c",
                    "Bearer 0123",
                    "text",
                    83L)));
    ConfigMap a = (ConfigMap) loaded.tree().value("a");
    ConfigMap b = (ConfigMap) a.value("b");
    assertThat(b.position()).hasToString("--config:2:6");
    assertThat(b.entry("y").keyPosition()).hasToString("part.yaml:2:1");
    assertThat(a.value("text").original()).isEqualTo("0123");
    assertThat(loaded.files())
        .containsExactly(folder.resolve("part.yaml"), folder.resolve("secret"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "${s3:x} | scheme \"s3\" is not known (expected: env, file, yaml)",
        "${env:a-b} | \"a-b\" is no name of an environment variable",
        "${} | \"\" is no name of an environment variable",
        "${a:b} | has no scheme",
        "${env:$X} | has a dollar inside",
        "${file:none.yaml} | none.yaml does not exist",
        "${env:LOOP} | references do not end",
        "${env:GROW} | references make the text too long",
        "${env:DEEP} | references do not end",
        "x${env:LOOP} | references do not end",
      })
  void refuses(String written, String expected) {
    LoadedConfig loaded = load("k:\n  a: x\n  text: '" + written + "'");
    assertThat(loaded.failed()).isTrue();
    assertThat(problems(loaded))
        .anySatisfy(p -> assertThat(p).contains(expected).endsWith(" --config:3:9"));
  }

  @Test
  void keepsThePlaceOfTheReference() {
    LoadedConfig loaded = load("a: 1\nnumber: ${env:VALUE}");
    assertThat(Binder.bind(Numbers.class, loaded.tree().value("x"), "p", Position.of("q")).failed())
        .isFalse();
    LoadedConfig only = load("\n number: ${env:VALUE}");
    assertThat(Binder.bind(Numbers.class, only.tree()).problems())
        .extracting(Problem::toString)
        .containsExactly(
            "number: \"some value\" is no whole number (expected: digits such as 512)"
                + " --config:2:10");
  }

  @Test
  void passesOverManyBraces() {
    String braces = "}".repeat(400_000);
    assertThat(References.next(braces + "${env:B}")).isEqualTo("${env:B}");
    assertThat(References.next("${" + braces)).isEqualTo("${}");
    assertThat(References.next("$${a}".repeat(1000))).isNull();
  }

  @Test
  void leavesKeysAlone() {
    assertThat(load("'${env:B}': 1").tree().plain()).isEqualTo(Map.of("${env:B}", 1L));
  }

  /** A server that has nothing, but for one URL. */
  private record Refusing(String scheme) implements ConfigProvider {
    @Override
    public String retrieve(String uri) throws IOException {
      if (uri.endsWith("/part.yaml")) {
        return "a: 1\nb: ${env:NONE}\n";
      }
      throw new IOException(uri + " answered 403 (expected: 200)");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "${https://conf/x.yaml?token=${env:TOKEN}} | ${https://conf/x.yaml?[REDACTED]}: it",
        "${https://conf/${env:TOKEN}/x.yaml} | ${https://conf/${env:TOKEN}/x.yaml}: it cannot",
        "${https://u:${env:TOKEN}@conf/x.yaml} | it answered 403",
        "${https://u:s3cret@conf/x.yaml} | ${https://[REDACTED]@conf/x.yaml}: https",
        "${https://conf/x.yaml?token=s3cret} | https://conf/x.yaml?[REDACTED] answered 403",
        "${env:URL} | ${env:URL}: it cannot",
        "x${${TOKEN}} | the environment variable of ${s3} is not set",
        "${${ODD}} | is no name of an environment variable",
      })
  void whatReferencesBringIsNotTold(String written, String expected) {
    Map<String, String> environment =
        Map.of("TOKEN", "s3cret", "ODD", "s3cret-", "URL", "${https://conf/x.yaml?token=s3cret}");
    LoadedConfig loaded =
        new ConfigLoader(environment, folder, List.of(new Refusing("https")))
            .load(List.of("yaml:text: '" + written + "'"), List.of());
    assertThat(problems(loaded))
        .singleElement()
        .asString()
        .contains(expected.replace("${s3}", "${${TOKEN}}"))
        .doesNotContain("s3cret");
  }

  @Test
  void placesShowNoPasswordOfAnIncludedUrl() {
    Map<String, String> environment = Map.of("TOKEN", "s3cret");
    String yaml =
        "yaml:a: ${https://u:s3cret@h/part.yaml}\nb: ${https://u:${env:TOKEN}@h/part.yaml}";
    LoadedConfig loaded =
        new ConfigLoader(environment, folder, List.of(new Refusing("https")))
            .load(List.of(yaml), List.of());
    assertThat(problems(loaded))
        .hasSize(2)
        .allSatisfy(p -> assertThat(p).doesNotContain("s3cret").endsWith("@h/part.yaml:2:4"));
  }
}

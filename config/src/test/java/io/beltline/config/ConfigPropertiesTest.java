package io.beltline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What holds for every configuration. */
class ConfigPropertiesTest {
  record Inner(int size, @Nullable Boolean flag, List<String> names) {}

  record Sample(
      String text,
      int number,
      @Key("wait") Duration pause,
      double ratio,
      Secret secret,
      Inner inner,
      List<Inner> list,
      Map<String, Integer> map) {}

  @Property(tries = 500, seed = "20261123")
  void whatIsPrintedIsReadBack(@ForAll long seed) {
    ConfigNode tree = new RandomTrees(seed).node(4);
    YamlReader.Parsed parsed = YamlReader.read(YamlPrinter.print(tree), "printed");
    assertThat(parsed.problems()).isEmpty();
    ConfigNode root = parsed.root();
    assertThat(root == null ? "none" : root.plain()).isEqualTo(tree.plain());
  }

  /** Where no key is a map in one source and something else in another. */
  @Property(tries = 500, seed = "20261123")
  void mergingIsAssociative(@ForAll long seed) {
    RandomTrees trees = new RandomTrees(seed);
    ConfigMap a = trees.layer(4);
    ConfigMap b = trees.layer(4);
    ConfigMap c = trees.layer(4);
    assertThat(Merge.merge(Merge.merge(a, b), c).plain())
        .isEqualTo(Merge.merge(a, Merge.merge(b, c)).plain());
    assertThat(Merge.merge(a, a).plain()).isEqualTo(a.plain());
    assertThat(Merge.merge(a, b).keys()).containsAll(a.keys()).containsAll(b.keys());
  }

  @Property(tries = 2000, seed = "20261123")
  void anyTextIsReadOrRefused(@ForAll("texts") String text) {
    YamlReader.Parsed parsed = YamlReader.read(text, "any");
    assertThat(parsed.root() != null || !parsed.problems().isEmpty()).isTrue();
    assertThat(parsed.problems()).allSatisfy(p -> assertThat(p.position().line()).isPositive());
    LoadedConfig loaded = ConfigLoader.text(text);
    Bound<Sample> bound = Binder.bind(Sample.class, loaded.tree());
    assertThat(bound.failed()).isEqualTo(bound.problems().stream().anyMatch(Problem::fatal));
  }

  @Property(tries = 1000, seed = "20261123")
  void bindingGivesARecordOrProblems(@ForAll long seed) {
    ConfigMap tree = new RandomTrees(seed).sample();
    Bound<Sample> bound = Binder.bind(Sample.class, tree);
    assertThat(bound.failed()).isEqualTo(bound.problems().stream().anyMatch(Problem::fatal));
    if (!bound.failed()) {
      ConfigMap complete = EffectiveConfig.complete(bound.value());
      assertThat(complete.keys()).contains("text", "number", "inner", "map");
    }
  }

  @Property(tries = 300, seed = "20261123")
  void expansionEnds(
      @ForAll("referring") String a, @ForAll("referring") String b, @ForAll("referring") String c) {
    Map<String, String> environment = Map.of("A", a, "B", b, "C", c);
    LoadedConfig loaded =
        new ConfigLoader(environment, Path.of("none"), List.of())
            .load(List.of("yaml:k: ${env:A}\nl: ['x${env:B}', '${C}']"), List.of());
    assertThat(loaded.tree().keys()).containsExactlyInAnyOrder("k", "l");
  }

  @Provide
  Arbitrary<String> referring() {
    return Arbitraries.of(
            "${env:A}",
            "${env:B}",
            "${C}",
            "$A",
            "$$",
            "$",
            "${",
            "}",
            "x",
            ": ",
            "\n",
            "- ",
            "[",
            "]",
            "{",
            "1",
            "${env:",
            "${yaml:",
            "A",
            "B")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
                "a", "b", "text", "inner", "size", "list", ":", ": ", "\n", "\n  ", "- ", "[", "]",
                "{", "}", ",", "'", "\"", "|", ">", "&a", "*a", "<<: ", "#", "!!str ", "---\n",
                "...\n", "\t", "%", "? ", "\\", "1", "~", "\r\n", "\u0000", "\u00e4")
            .list()
            .ofMaxSize(30)
            .map(parts -> String.join("", parts));
    return Arbitraries.oneOf(pieces, Arbitraries.strings().ofMaxLength(60));
  }
}

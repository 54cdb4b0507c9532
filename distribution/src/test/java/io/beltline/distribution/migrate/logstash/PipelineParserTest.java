package io.beltline.distribution.migrate.logstash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.distribution.migrate.Options;
import io.beltline.distribution.migrate.UnreadableException;
import io.beltline.distribution.migrate.logstash.Part.Choice;
import io.beltline.distribution.migrate.logstash.Part.Plugin;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineParserTest {

  private static List<Part> filters(String text) throws UnreadableException {
    return PipelineParser.parse("filter {\n" + text + "\n}", "a.conf")
        .getOrDefault("filter", List.of());
  }

  @Test
  void readsPluginsWithAllKindsOfValues() throws UnreadableException {
    Plugin plugin =
        (Plugin)
            filters(
                    """
                    # a comment
                    mutate {
                      a => "x # no comment"  b => 'it''s'
                      c => [1, two, "3",] d => { "k" => v  l => 2 }
                      codec => multiline { pattern => "^ " }
                      a => "again"
                    }
                    """
                        .replace("''", "\\'"))
                .getFirst();
    Options options = new Options("x", plugin.place(), plugin.options());
    assertThat(plugin.place()).hasToString("a.conf:3:1");
    assertThat(options.texts("a")).containsExactly("x # no comment", "again");
    assertThat(options.text("b")).isEqualTo("it's");
    assertThat(options.texts("c")).containsExactly("1", "two", "3");
    assertThat(options.pairs("d")).containsOnlyKeys("k", "l");
    assertThat(options.section("codec").text("codec")).isEqualTo("multiline");
    assertThat(options.place("d")).hasToString("a.conf:5:23");
  }

  @Test
  void readsChoices() throws UnreadableException {
    Choice choice =
        (Choice)
            filters("if [a] == 1 { drop {} } else if [b] { drop { } } else { mutate { } drop { } }")
                .getFirst();
    assertThat(choice.arms()).hasSize(3);
    assertThat(choice.arms().get(0).condition()).isEqualTo("log.attributes[\"a\"] == 1");
    assertThat(choice.arms().get(2).condition()).isNull();
    assertThat(choice.arms().get(2).parts()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '%',
      quoteCharacter = '`',
      value = {
        "[a][b] == \"x\" % log.attributes[\"a.b\"] == \"x\"",
        "[message] =~ /^a\\/b\\d+/ % IsMatch(log.body, \"^a/b\\\\d+\")",
        "[a] !~ \"x\" % not (IsMatch(log.attributes[\"a\"], \"x\"))",
        "\"t\" in [tags] % (IsList(log.attributes[\"tags\"]) and"
            + " ContainsValue(log.attributes[\"tags\"], \"t\"))",
        "[a] in [\"x\", 'y'] % (log.attributes[\"a\"] == \"x\" or log.attributes[\"a\"] == \"y\")",
        "[a] not in [1, 2] % not ((log.attributes[\"a\"] == 1 or log.attributes[\"a\"] == 2))",
        "!([a] >= 5) % not ((log.attributes[\"a\"] >= 5))",
        "[a] < 1 and [b] > 2 or [c] != 3 % log.attributes[\"a\"] < 1 and log.attributes[\"b\"] > 2"
            + " or log.attributes[\"c\"] != 3",
        "[x] % (log.attributes[\"x\"] != nil and log.attributes[\"x\"] != false)"
      })
  void conditionsBecomeThoseOfStatements(String condition, String expected)
      throws UnreadableException {
    Choice choice = (Choice) filters("if " + condition + " { drop { } }").getFirst();
    assertThat(choice.arms().getFirst().condition()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '%',
      quoteCharacter = '`',
      value = {
        "filter { grok { match => } } % a.conf:1:26",
        "filter { grok { a => \"x } } % a text does not end",
        "filters { } % is no section",
        "filter { if [a { } } % a.conf:1",
        "filter { if [a] =~ /x { } } % does not end",
        "filter { drop { } % the end",
        "filter { a { b => [1 2] } } % expected: , or ]"
      })
  void whatIsWrongIsToldWithItsPlace(String text, String words) {
    assertThatThrownBy(() -> PipelineParser.parse(text, "a.conf"))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining(words);
  }

  @Property(tries = 2_000, seed = "20261128")
  void anyTextIsReadOrRefused(
      @ForAll
          @StringLength(max = 60)
          @Chars({
            '{', '}', '[', ']', '"', '\'', '=', '>', '/', '\\', '#', '\n', ' ', 'i', 'f', '!'
          })
          @CharRange(from = 'a', to = 'f')
          String inside) {
    try {
      Map<String, List<Part>> sections =
          PipelineParser.parse("filter { " + inside + " }", "a.conf");
      assertThat(sections).containsKey("filter");
    } catch (UnreadableException wrong) {
      assertThat(wrong).hasMessageContaining(":");
    }
  }

  @Test
  void deepNestingIsRefused() {
    String deep = "filter { " + "if [a] { ".repeat(5_000) + "}".repeat(5_001);
    assertThatThrownBy(() -> PipelineParser.parse(deep, "a.conf"))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("at most 100");
  }
}

package io.beltline.verification.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Odd ways to write YAML that real configurations use, each from the file's bytes to the record a
 * component gets.
 */
class YamlOdditiesTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "COUNT", "042",
          "YES", "true",
          "LIST", "[a, b]",
          "MAP", "{depth: 3, word: w}",
          "WORD", "say: cheese",
          "DOLLAR", "a$$b",
          "WAIT", "90s");
  private static final String WHOLE =
      """
      receivers:
        otlp:
          protocols:
            grpc:
      exporters:
        nop:
      service:
        pipelines:
          traces:
            receivers: [otlp]
            exporters: [nop]
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          65_536;65536
          0x10;16
          "512";512
          '512';512
          1e3;1000
          512.0;512
          ${env:COUNT};34
          ~;7
          null;7
          ``;7
          """)
  void numbers(String written, int number) {
    assertThat(value("number", written).config().number()).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          on;on
          no;no
          N;N
          10:30;10:30
          2006-01-02;2006-01-02
          :4317;:4317
          true;true
          0777;0777
          65_536;65_536
          a#b;a#b
          a # b;a
          "a\\tb";a	b
          'it''s';it's
          $$1;$1
          $1;$1
          $${x};${x}
          ${env:COUNT};042
          ${COUNT};042
          x-${env:COUNT}-y;x-042-y
          ${env:YES};true
          ${env:MAP};{depth: 3, word: w}
          "${env:WORD}";say: cheese
          ${env:NONE:-else};else
          ${env:DOLLAR};a$b
          größe;größe
          !!str 12;12
          """)
  void texts(String written, String text) {
    assertThat(value("text", written).config().text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          false;false
          "false";false
          ${env:YES};true
          True;true
          """)
  void booleans(String written, boolean flag) {
    assertThat(value("flag", written).config().flag()).isEqualTo(flag);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          1m30s;90000
          "200ms";200
          1.5h;5400000
          ${env:WAIT};90000
          0;0
          30000000000;30000
          """)
  void durations(String written, long milliseconds) {
    assertThat(value("pause", written).config().pause()).isEqualTo(Duration.ofMillis(milliseconds));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          flag;on;"on" is no boolean
          flag;yes;"yes" is no boolean
          number;10:30;"10:30" is no whole number
          number;many;"many" is no whole number
          pause;2 minutes;"2 minutes" is no duration
          inner;text;is a single value (expected: a map of keys)
          names;{a: b};is a map (expected: a list)
          """)
  void whatHasNoMeaningIsRefusedInItsPlace(String key, String written, String words) {
    Written file = value(key, written);
    assertThat(file.plan()).isNull();
    int column = 7 + key.length();
    assertThat(file.problems())
        .singleElement()
        .asString()
        .startsWith("extensions::oddity::" + key + ": ")
        .contains(words)
        .matches(".* c\\.yaml:3:(5|" + column + ")");
  }

  @Test
  void lists() {
    List<String> ab = List.of("a", "b");
    assertThat(keys("names: [a, b]").names()).isEqualTo(ab);
    assertThat(keys("names: [a, b, ]").names()).isEqualTo(ab);
    assertThat(keys("names: [\n  a,\n  b\n  ]").names()).isEqualTo(ab);
    assertThat(keys("names:\n- a\n- b").names()).isEqualTo(ab);
    assertThat(keys("names:\n  - a\n  - 'b'").names()).isEqualTo(ab);
    assertThat(keys("names: ${env:LIST}").names()).isEqualTo(ab);
    assertThat(keys("names: a,b").names()).isEqualTo(ab);
    assertThat(keys("names: []").names()).isEmpty();
    assertThat(keys("names:").names()).isEmpty();
    assertThat(keys("names: [\"${env:COUNT}\", 2]").names()).containsExactly("042", "2");
  }

  @Test
  void maps() {
    assertThat(keys("inner: ${env:MAP}").inner()).isEqualTo(new Oddity.Inner(3, "w"));
    assertThat(keys("inner: {depth: 4}").inner().depth()).isEqualTo(4);
    assertThat(keys("inner:").inner().depth()).isEqualTo(1);
    assertThat(keys("inner: {}").inner().depth()).isEqualTo(1);
    assertThat(keys("inner : {\"depth\" : 5}").inner().depth()).isEqualTo(5);
    assertThat(keys("labels: {a: 1, \"b c\": true, d.e: \"\"}").labels())
        .isEqualTo(Map.of("a", "1", "b c", "true", "d.e", ""));
    assertThat(keys("inner::depth: 6").inner().depth()).isEqualTo(6);
  }

  @Test
  void blocksAndLongLines() {
    assertThat(keys("text: |\n  one\n  two").text()).isEqualTo("one\ntwo\n");
    assertThat(keys("text: |-\n  one\n   two").text()).isEqualTo("one\n two");
    assertThat(keys("text: |2-\n   one\n  two").text()).isEqualTo(" one\ntwo");
    assertThat(keys("text: >-\n  one\n  two\n\n  three").text()).isEqualTo("one two\nthree");
    assertThat(keys("text: one\n  two").text()).isEqualTo("one two");
    assertThat(keys("text: " + "x".repeat(5000)).text()).hasSize(5000);
    assertThat(keys("text: |-\n  a ${env:COUNT} $$2").text()).isEqualTo("a 042 $2");
  }

  @Test
  void anchorsAndMergeKeys() {
    assertThat(keys("text: &t word\ninner: {word: *t}").inner().word()).isEqualTo("word");
    assertThat(keys("text: &t one\nlabels: {a: &t two}\ninner: {word: *t}").inner().word())
        .isEqualTo("two");
    assertThat(keys("labels: &l {depth: 8, word: w}\ninner:\n  <<: *l\n  depth: 9").inner())
        .isEqualTo(new Oddity.Inner(9, "w"));
  }

  @Test
  void bytesAroundTheText() {
    String keys = "number: 3\ntext: t\nnames: [a,\n  b]\n";
    String text = "extensions:\n  oddity:\n" + keys.indent(4) + WHOLE;
    text = text.replace("service:\n", "service:\n  extensions: [oddity]\n");
    Oddity.Config expected = file(text).config();
    assertThat(expected.number()).isEqualTo(3);
    for (String same :
        List.of(
            text.replace("\n", "\r\n"),
            "\uFEFF" + text,
            text.stripTrailing(),
            "---\n" + text,
            "---\n" + text + "...\n",
            "# größe\n\n" + text.replace("\n", "  \n"))) {
      assertThat(file(same).config()).isEqualTo(expected);
    }
  }

  @Test
  void emptySectionsAndPipelines() {
    assertThat(file(WHOLE + "extensions:\nprocessors:\nconnectors: ~\n").problems()).isEmpty();
    assertThat(file(WHOLE + "    logs:\n").problems())
        .containsExactly(
            "service::pipelines::logs::receivers: there is none (expected: at least one)"
                + " c.yaml:12:5",
            "service::pipelines::logs::exporters: there is none (expected: at least one)"
                + " c.yaml:12:5");
    assertThat(file(WHOLE + "      processors:\n").problems()).isEmpty();
    assertThat(file("").problems())
        .containsExactly("service: is missing (expected: service with pipelines) c.yaml");
    assertThat(file("# nothing\n").problems()).hasSize(1);
  }

  @Test
  void namesOfComponents() {
    Written file =
        file(
            """
            receivers:
              otlp/2: {protocols: {grpc: }}
              otlp/a/b: {protocols: {http: }}
              "otlp/with space": {protocols: {http: }}
            exporters:
              nop/2:
            service:
              pipelines:
                traces/2:
                  receivers: [otlp/2, otlp/a/b, otlp/with space]
                  exporters: [nop/2]
            """);
    assertThat(file.problems()).isEmpty();
    assertThat(file.plan()).isNotNull();
    assertThat(file.plan().of(ComponentKind.RECEIVER).keySet())
        .containsExactly(
            ComponentId.parse("otlp/2"),
            ComponentId.parse("otlp/a/b"),
            ComponentId.parse("otlp/with space"));
  }

  @Test
  void whatIsNoYamlIsRefused() {
    assertThat(file("receivers: [${env:COUNT}]\n").plan()).isNull();
    assertThat(file("receivers: {{ .Values.receivers }}\n").plan()).isNull();
    assertThat(file("a: b\n---\nc: d\n").problems().getFirst()).contains("a second document");
  }

  private Written value(String key, String written) {
    return Written.value(folder, key, written == null ? "" : written, ENVIRONMENT);
  }

  private Oddity.Config keys(String keys) {
    return Written.keys(folder, keys, ENVIRONMENT).config();
  }

  private Written file(String text) {
    return Written.file(folder, text, ENVIRONMENT);
  }
}

package io.beltline.components.loki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.model.MalformedTelemetryException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamLabelsTest {

  @Test
  void readsWhatLokiWrites() {
    assertThat(
            StreamLabels.parse(
                "{app=\"shop\", path=\"C:\\\\tmp\\n\\\"x\\\"\", u=\"\\u00e9\\x41\\101\"}"))
        .containsExactly(
            Map.entry("app", "shop"),
            Map.entry("path", "C:\\tmp\n\"x\""),
            Map.entry("u", "\u00e9AA"));
    assertThat(StreamLabels.parse(" { a = 'it' , b=`\\raw` ,} "))
        .containsExactly(Map.entry("a", "it"), Map.entry("b", "\\raw"));
    assertThat(StreamLabels.parse("{}")).isEmpty();
    assertThat(StreamLabels.parse("{\"a.b\"=\"1\"}")).containsEntry("a.b", "1");
  }

  @Test
  void writesWhatLokiReads() {
    assertThat(
            StreamLabels.text(
                new TreeMap<>(Map.of("b", "say \"hi\"\n\u0001", "a", "it's \\ \u00e9"))))
        .isEqualTo("{a=\"it's \\\\ \u00e9\", b=\"say \\\"hi\\\"\\n\\x01\"}");
  }

  @Test
  void findsLabelsInsideOtherWords() {
    String words = "for stream: {a=\"}\"}, sorry";
    StreamLabels.Found found = StreamLabels.parse(words, words.indexOf('{'));
    assertThat(found.labels()).containsExactly(Map.entry("a", "}"));
    assertThat(words.substring(found.end())).isEqualTo(", sorry");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a=\"b\"",
        "{a}",
        "{a=b}",
        "{a=\"b}",
        "{a=\"b\" c=\"d\"}",
        "{a=\"b\"} x",
        "{1=\"b\"}",
        "{a=\"b\",,}",
        "{a=\"\\q\"}",
        "{a=\"\\x4\"}",
        "{a=\"\\U00200000\"}",
        "{a!=\"b\"}",
        "{a=\"1\",a=\"2\"}",
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> StreamLabels.parse(text))
        .isInstanceOf(MalformedTelemetryException.class)
        .hasMessageContaining("label");
  }
}

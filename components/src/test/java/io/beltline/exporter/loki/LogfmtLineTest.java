package io.beltline.exporter.loki;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogfmtLineTest {
  private static final String PARTS = "ab=\"\\ \n\t\u00e9";

  @Test
  void readsPairs() {
    assertThat(LogfmtLine.parse(" a=1 b=\"x \\\"y\\\"\\n\" c= "))
        .isEqualTo(Map.of("a", "1", "b", "x \"y\"\n", "c", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hello world", "a=1 hello", "=1", "a=\"x", "a=\"x\"y", "a=b=c", "a\"=1"})
  void takesNothingElseForPairs(String text) {
    assertThat(LogfmtLine.parse(text)).isNull();
  }

  @Test
  void writesWhatCanBeRead() {
    LogfmtLine line = new LogfmtLine();
    line.add("a b", "x y");
    line.add("=", "lost: it has no key");
    line.add("c", "");
    line.set("c", "\"q\"");
    assertThat(line).hasToString("ab=\"x y\" c=\"\\\"q\\\"\"");
  }

  @Property(tries = 2000, seed = "20261128")
  void readsWhatItWrites(@ForAll long seed) {
    Random random = new Random(seed);
    LogfmtLine line = new LogfmtLine();
    Map<String, String> pairs = new LinkedHashMap<>();
    for (int i = random.nextInt(5) + 1; i > 0; i--) {
      StringBuilder value = new StringBuilder();
      for (int n = random.nextInt(6); n > 0; n--) {
        value.append(PARTS.charAt(random.nextInt(PARTS.length())));
      }
      pairs.put("k" + i, value.toString());
      line.add("k" + i, value.toString());
    }
    assertThat(LogfmtLine.parse(line.toString())).isEqualTo(pairs);
    String text = line.toString();
    Map<String, String> torn = LogfmtLine.parse(text.substring(0, random.nextInt(text.length())));
    assertThat(torn == null || !torn.isEmpty()).isTrue();
  }
}

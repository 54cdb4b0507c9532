package io.beltline.ottl.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class UserAgentsTest {

  @Test
  void namesWhatUaParserNames() throws IOException {
    List<String> lines = lines();
    assertThat(lines).hasSizeGreaterThan(50);
    SoftAssertions all = new SoftAssertions();
    for (String line : lines) {
      String[] parts = line.split("\t", -1);
      UserAgentRule.Match agent = UserAgentRule.first(UserAgentRule.AGENTS, parts[0]);
      UserAgentRule.Match system = UserAgentRule.first(UserAgentRule.SYSTEMS, parts[0]);
      all.assertThat(List.of(agent.name(), agent.version(), system.name(), system.version()))
          .as(parts[0])
          .containsExactly(parts[1], parts[2], parts[3], parts[4]);
    }
    all.assertAll();
  }

  @Property(tries = 500, seed = "20261128")
  void takesAnyText(@ForAll String text) {
    assertThat(UserAgentRule.first(UserAgentRule.AGENTS, text).name()).isNotEmpty();
  }

  private static List<String> lines() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            UserAgentsTest.class.getResourceAsStream("/format/user-agents.tsv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("# "))
          .toList();
    }
  }
}

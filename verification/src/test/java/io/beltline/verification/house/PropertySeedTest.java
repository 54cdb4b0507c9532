package io.beltline.verification.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every property names the seed of its short form, so that a check says the same of the same
 * sources on every day. The long form takes others.
 */
class PropertySeedTest {
  private static final Pattern PROPERTY = Pattern.compile("(?m)^\\s*@Property\\b(\\([^)]*\\))?");

  @Test
  void propertiesNameTheirSeed() throws Exception {
    List<String> without = new ArrayList<>();
    int seen = 0;
    for (Path source : House.sources()) {
      for (MatchResult found : PROPERTY.matcher(Files.readString(source)).results().toList()) {
        seen++;
        if (!found.group().contains("seed = ")) {
          without.add(source + ": " + found.group().strip());
        }
      }
    }
    assertThat(seen).as("the floor on properties seen").isGreaterThan(100);
    assertThat(without).isEmpty();
  }
}

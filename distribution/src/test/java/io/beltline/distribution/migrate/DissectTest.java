package io.beltline.distribution.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class DissectTest {
  @Test
  void keysBecomeGroups() {
    Dissect pattern = Dissect.of("%{ts} %{+ts} [%{level->}] %{?skip}|%{n|integer}: %{[a][b]}");
    assertThat(pattern.regex())
        .isEqualTo(
            "^(?P<f1>.*?) (?P<f2>.*?) \\[(?P<f3>.*?)\\]*\\] (?:.*?)\\|(?P<f4>.*?):"
                + " (?P<f5>(?s:.*))$");
    assertThat(pattern.fields()).containsEntry("f3", "level").containsEntry("f5", "a.b");
    assertThat(pattern.appended()).containsKey("ts");
    assertThat(pattern.types()).containsEntry("f4", "Int");
  }

  @Property(tries = 1_000, seed = "20261128")
  void anyTextBetweenDivides(@ForAll @StringLength(min = 1, max = 30) String text) {
    String between = "<" + text.replace("%{", "").replace("\n", "") + ">";
    String regex = Dissect.of("%{a}" + between + "%{b}").regex().replace("(?P<", "(?<");
    Matcher matcher = Pattern.compile(regex).matcher("left" + between + "right");
    assertThat(matcher.matches()).as(regex).isTrue();
    assertThat(matcher.group("f1")).isEqualTo("left");
    assertThat(matcher.group("f2")).isEqualTo("right");
  }
}

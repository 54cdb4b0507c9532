package io.beltline.distribution.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The project's examples pass their own tests, which reach every rule in them. */
class ExampleTestsTest {
  private static final Pattern SUMMARY =
      Pattern.compile(
          "(\\d+) tests in \\d+ files: \\1 passed, 0 failed; (\\d+) of \\2 rules reached");

  @Test
  void pass() {
    Command command = Command.run("--all-reached", Command.examples().toString());
    assertThat(command.code()).as(command.output()).isZero();
    Matcher summary = SUMMARY.matcher(command.output());
    assertThat(summary.find()).as(command.output()).isTrue();
    assertThat(Integer.parseInt(summary.group(1))).isGreaterThanOrEqualTo(20);
    assertThat(Integer.parseInt(summary.group(2))).isGreaterThanOrEqualTo(18);
  }
}

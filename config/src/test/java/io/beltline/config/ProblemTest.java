package io.beltline.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {
  @ParameterizedTest
  @CsvSource({
    "collector:s3cret@proxy:3128, [REDACTED]@proxy:3128",
    "http://collector:pa^ss@proxy:3128, http://[REDACTED]@proxy:3128",
    "https://user:pa/ss@host, https://[REDACTED]@host",
    "https://user:p@ss@host, https://[REDACTED]@host",
    "https://token@host, https://[REDACTED]@host",
    "backend:4318, backend:4318",
    "ftp://backend/a:b, ftp://backend/a:b",
    "me@example.org, me@example.org"
  })
  void passwordsAreNotShown(String value, String shown) {
    Problem problem =
        Problem.error("url", "\"" + value + "\" is no URL (expected: a:b)", Position.of("x.yaml"));
    assertThat(problem.message()).isEqualTo("\"" + shown + "\" is no URL (expected: a:b)");
    assertThat(problem.toString()).contains(shown);
  }
}

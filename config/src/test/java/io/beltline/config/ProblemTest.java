package io.beltline.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {
  @Test
  void passwordsAreNotShownWhereTheUrlIsNotQuoted() {
    String message = "cannot fetch https://me:pass@host/a@b: refused (https://host/c@d is well)";
    assertThat(Problem.error("", message, Position.of("x.yaml")).message())
        .isEqualTo("cannot fetch https://[REDACTED]@host/a@b: refused (https://host/c@d is well)");
  }

  @ParameterizedTest
  @CsvSource({
    "collector:s3cret@proxy:3128, [REDACTED]@proxy:3128",
    "http://collector:pa^ss@proxy:3128, http://[REDACTED]@proxy:3128",
    "https://user:pa/ss@host, https://[REDACTED]@host",
    "https://user:p@ss@host, https://[REDACTED]@host",
    "https://token@host, https://[REDACTED]@host",
    "https://user:pa ss@host, https://[REDACTED]@host",
    "elastic:p%w@es:9200, [REDACTED]@es:9200",
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

  @Test
  void placesShowNoPasswords() {
    assertThat(Problem.error("", "x", new Position("https://me:pass@host/a?t=pass", 3, 5)))
        .hasToString("x https://[REDACTED]@host/a?[REDACTED]:3:5");
  }
}

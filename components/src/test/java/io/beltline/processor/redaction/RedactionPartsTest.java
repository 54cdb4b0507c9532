package io.beltline.processor.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.patterns.Expressions;
import io.beltline.extension.Configs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionPartsTest {
  /** What github.com/grafana/clusterurl 0.2.1 makes of them. */
  @ParameterizedTest
  @CsvFileSource(resources = "urls.tsv", delimiter = '\t', quoteCharacter = '\0', emptyValue = "")
  void urls(@Nullable String url, @Nullable String clean) {
    assertThat(UrlSanitizer.sanitize(url == null ? "" : url)).isEqualTo(clean == null ? "" : clean);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/users/123e4567-e89b-12d3-a456-426614174000, /api/users/*",
    "GET /api/cart?sessionId=55f4e5ea&currencyCode=USD, GET /api/cart",
    "/a/b/c/d/e/f/g/h/i/j, /a/b/c/d/e/f/g/h/i",
    "/a/b/c/d/e/f/g/h/1/j, /a/b/c/d/e/f/g/h/*",
    "/a/b/c/d/e/f/g/h/xkcdqz/j, /a/b/c/d/e/f/g/h/*"
  })
  void urlsEndAtTheirTenthSlash(String url, String clean) {
    assertThat(UrlSanitizer.sanitize(url)).isEqualTo(clean);
  }

  @Test
  void aUrlOfNothingButIdentifiersIsEmptied() {
    assertThat(UrlSanitizer.isEmptied("/*/*/")).isTrue();
    assertThat(UrlSanitizer.isEmptied("/")).isFalse();
    assertThat(UrlSanitizer.isEmptied("/*/a")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "a, 1",
    "a{3}, 3",
    "'(a{10}b){20}', 200",
    "'((a{100}){100}){100}', 1000000",
    "'[{3}]{2}', 2",
    "'a{2,5}', 5",
    "'\\{9\\}', 1",
    "'(a|b{4}){3}|c{7}', 12",
    "'x{,5}', 1"
  })
  void countsInOneAnotherMultiply(String expression, long repeats) {
    assertThat(Expressions.repeats(expression)).isEqualTo(repeats);
  }

  @Test
  void expressionsThatExplodeAreRefused() {
    assertThat(Expressions.problem("((a{100}){100}){100}")).contains("repeats more than 1000");
    assertThat(Expressions.problem("(a{1000}){1000}{1000}{1000}{1000}{1000}{1000}{1000}"))
        .contains("repeats more than 1000");
    assertThat(Expressions.problem("(")).contains("is no regular expression");
    assertThat(Expressions.problem("(?=a)")).contains("is no regular expression");
    assertThat(Expressions.problem("(a+)+$")).isNull();
  }

  @Test
  void configurationsThatCannotBeAreRefused() {
    assertThat(
            Configs.problems(
                RedactionProcessorConfig.class,
                """
                blocked_values:
                  - ok
                  - '('
                ignored_key_patterns: ['(a{500}){500}']
                hash_function: hmac-sha512
                hmac_key: short
                """))
        .satisfiesExactlyInAnyOrder(
            p -> assertThat(p).startsWith("3: blocked_values::1: \"(\" is no regular expression"),
            p -> assertThat(p).startsWith("4: ignored_key_patterns::0: \"(a{500}){500}\" repeats"),
            p ->
                assertThat(p)
                    .isEqualTo("6: hmac_key: has 5 bytes (expected: at least 64 random ones)"));
    assertThat(
            Configs.problems(
                RedactionProcessorConfig.class, "{summary: loud, hash_function: rot13}"))
        .hasSize(2);
  }

  @Test
  void defaults() {
    RedactionProcessorConfig config = Configs.bind(RedactionProcessorConfig.class, "{}");
    assertThat(config.allowAllKeys()).isFalse();
    assertThat(config.redactAllTypes()).isFalse();
    assertThat(config.redactNames()).isTrue();
    assertThat(config.summary()).isEqualTo(RedactionProcessorConfig.Summary.SILENT);
    assertThat(config.hashFunction()).isEqualTo(RedactionProcessorConfig.HashFunction.NONE);
    assertThat(config.urlSanitizer().enabled()).isFalse();
    assertThat(config.urlSanitizer().sanitizeSpanName()).isTrue();
    assertThat(config.dbSanitizer().sql().enabled()).isFalse();
    assertThat(config.dbSanitizer().sanitizeSpanName()).isTrue();
  }
}

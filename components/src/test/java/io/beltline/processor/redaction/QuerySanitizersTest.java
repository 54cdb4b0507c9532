package io.beltline.processor.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuerySanitizersTest {
  @Test
  void commands() {
    assertThat(CommandSanitizer.redis("SET k v EX 5\nGET k\n AUTH user pw\nPING"))
        .isEqualTo("SET k ?\nGET k\nAUTH ?\nPING");
    assertThat(CommandSanitizer.redis("SET \"a key\" \"a value\"")).isEqualTo("SET \"a key\" ?");
    assertThat(CommandSanitizer.redis("order 12 shipped to Paris\n at home"))
        .isEqualTo("order 12 shipped to Paris\n at home");
    assertThat(CommandSanitizer.memcached("the first line\nand more"))
        .isEqualTo("the first line\nand more");
    assertThat(CommandSanitizer.redis("")).isEmpty();
    assertThat(CommandSanitizer.memcached("set k 0 60 5\r\nvalue\r\n")).isEqualTo("set k 0 60 5");
    assertThat(CommandSanitizer.memcached("")).isEmpty();
  }

  @Test
  void aValueOfRedisMayHaveManyLines() {
    assertThat(CommandSanitizer.redis("SET k \"one\ntwo\"\nGET k")).isEqualTo("SET k ?\nGET k");
    assertThat(CommandSanitizer.redis("SET k \"one\nGET \\\" two\nDEL\" EX 5\nGET k"))
        .isEqualTo("SET k ?\nGET k");
    assertThat(CommandSanitizer.redis("SET k 'one\nGET two' EX 5\r\nGET k"))
        .isEqualTo("SET k ?\nGET k");
    assertThat(CommandSanitizer.redis("SET k it's one\ntwo\nGET k")).isEqualTo("SET k ?\nGET k");
    assertThat(CommandSanitizer.redis("SET k \"-----BEGIN KEY-----\nMIIEsecret\n-----END"))
        .isEqualTo("SET k ?");
    assertThat(CommandSanitizer.redis("GET k\nsome more")).isEqualTo("GET k\nsome more");
    assertThat(CommandSanitizer.redis("SET \"a\nkey\" v\nGET k"))
        .isEqualTo("SET \"a\nkey\" ?\nGET k");
    assertThat(CommandSanitizer.redis("SET \"a\\\" key\" secret")).isEqualTo("SET \"a\\\" key\" ?");
  }

  @Test
  void json() {
    assertThat(JsonSanitizer.sanitize("{\"find\":\"t\",\"filter\":{\"a\":[1,null,{\"b\":true}]}}"))
        .isEqualTo("{\"find\":\"?\",\"filter\":{\"a\":[\"?\",\"?\",{\"b\":\"?\"}]}}");
    assertThat(JsonSanitizer.sanitize(" ")).isEqualTo(" ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"a\":\"secret\",\"b\": | {\"a\":\"?\"...",
        "{\"f\":{\"ssn\":\"secret\"},\"pro | {\"f\":{\"ssn\":\"?\"}...",
        "{\"a\":[\"secret\",\"sec | {\"a\":[\"?\",\"?\"...",
        "{\"a\":{}} secret | {\"a\":{}}...",
        "{\"_id\": ObjectId(\"secret\"), \"ssn\": \"secret\"} | {...",
        "{_id: 1, ssn: 'secret'} | {...",
        "[{\"a\":\"secret\"},{\"b | [{\"a\":\"?\"},{...",
        "[\"secret\",\"sec | [\"?\",\"?\"...",
        "[4111111111111111, 4242 | [\"?\",\"?\"...",
        "[4111111111111111 | [\"?\"...",
        "[-4.5e3, secret] | [\"?\"..."
      })
  void jsonThatIsCutOffOrBrokenEndsWhereItBreaks(String query, String clean) {
    assertThat(JsonSanitizer.sanitize(query)).isEqualTo(clean);
  }

  @Test
  void jsonThatIsTooDeepEndsWhereItIsTooDeep() {
    assertThat(JsonSanitizer.sanitize("{\"a\":\"secret\",\"b\":" + "[".repeat(2000)))
        .startsWith("{\"a\":\"?\",\"b\":[[")
        .endsWith("[...");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "[INFO] started",
        "[2024-01-01 12:00] started",
        "/a/{b}",
        "12 left",
        "[17] started"
      })
  void whatDoesNotBeginAsJsonStays(String text) {
    assertThat(JsonSanitizer.sanitize(text)).isEqualTo(text);
  }
}

package io.beltline.processor.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.processor.Requests;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionProcessorTest {
  private static final String CARD = "{\"stringValue\":\"card 4111111111111111.\"}";

  private static String text(String value) {
    return "{\"stringValue\":\"" + value + "\"}";
  }

  private static String number(long value) {
    return "{\"intValue\":\"" + value + "\"}";
  }

  private static String is(String... attributes) {
    return "\"attributes\":" + Requests.attributes(attributes);
  }

  @Test
  void withoutAListNoAttributeIsKept() {
    assertThat(new Redactions("{}").span("s", 1, "a", text("b"))).doesNotContain("attributes");
  }

  @Test
  void keysThatAreNotAllowedGo() {
    Redactions redactions =
        new Redactions(
            "{allowed_keys: [note, mail], blocked_values: ['4[0-9]{15}'], summary: debug}");
    assertThat(redactions.span("s", 1, "note", CARD, "mail", text("x"), "b", text("y"), "a", CARD))
        .contains(
            is(
                "note",
                text("card ****."),
                "mail",
                text("x"),
                "redaction.redacted.keys",
                text("a,b"),
                "redaction.redacted.count",
                number(2),
                "redaction.masked.keys",
                text("note"),
                "redaction.masked.count",
                number(1)));
    assertThat(count(redactions, "removed")).isEqualTo(2);
    assertThat(count(redactions, "masked")).isEqualTo(1);
  }

  private static long count(Redactions redactions, String what) {
    return redactions
        .settings
        .settings()
        .meter()
        .counter("beltline_processor_redaction_" + what, "", "", Map.of())
        .value();
  }

  @Test
  void notesAddUp() {
    Redactions redactions =
        new Redactions("{allow_all_keys: true, blocked_values: ['x+'], summary: debug}");
    assertThat(
            redactions.span(
                "s",
                1,
                "b",
                text("xx"),
                "redaction.masked.keys",
                text("a"),
                "redaction.masked.count",
                number(1)))
        .contains("\"value\":" + text("a,b"), "\"value\":" + number(2));
  }

  @Test
  void infoNotesCountsAndSilentNothing() {
    String yaml = "{allow_all_keys: true, blocked_values: ['4[0-9]{15}'], summary: %s}";
    assertThat(new Redactions(yaml.formatted("info")).span("s", 1, "a", CARD))
        .contains(is("a", text("card ****."), "redaction.masked.count", number(1)));
    assertThat(new Redactions(yaml.formatted("silent")).span("s", 1, "a", CARD))
        .contains(is("a", text("card ****.")));
  }

  @Test
  void ignoredKeysAreLeftAndAllowedValuesToo() {
    Redactions redactions =
        new Redactions(
            """
            allow_all_keys: false
            ignored_keys: [safe]
            ignored_key_patterns: ['_ok$']
            allowed_keys: [mail]
            blocked_values: ['\\S+@\\S+', '4[0-9]{15}']
            allowed_values: ['@mine\\.example$']
            summary: info
            """);
    assertThat(
            redactions.span(
                "s", 1, "safe", CARD, "x_ok", CARD, "mail", text("a@mine.example"), "y", CARD))
        .contains(
            is(
                "safe",
                CARD,
                "x_ok",
                CARD,
                "mail",
                text("a@mine.example"),
                "redaction.redacted.count",
                number(1),
                "redaction.allowed.count",
                number(1),
                "redaction.ignored.count",
                number(2)));
  }

  @Test
  void blockedKeysAreMaskedWhole() {
    Redactions redactions =
        new Redactions("{allow_all_keys: true, blocked_key_patterns: ['token', 'key$']}");
    assertThat(
            redactions.span(
                "s", 1, "my.token", text("abc"), "lines_key", text("a\\nb"), "n.key", number(7)))
        .contains(
            is("my.token", text("****"), "lines_key", text("****\\n****"), "n.key", text("****")));
  }

  @Test
  void numbersAreTextIfAllTypesAre() {
    String yaml = "{allow_all_keys: true, blocked_values: ['4[0-9]{15}'], redact_all_types: %s}";
    assertThat(new Redactions(yaml.formatted(true)).span("s", 1, "n", number(4111111111111111L)))
        .contains(is("n", text("****")));
    assertThat(new Redactions(yaml.formatted(false)).span("s", 1, "n", number(4111111111111111L)))
        .contains(is("n", number(4111111111111111L)));
  }

  @ParameterizedTest
  @CsvSource({
    "none, ****",
    "md5, 900150983cd24fb0d6963f7d28e17f72",
    "sha1, a9993e364706816aba3e25717850c26c9cd0d89d",
    "sha3, 3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532"
  })
  void matchesAreHashed(String function, String hash) {
    Redactions redactions =
        new Redactions(
            "{allow_all_keys: true, blocked_values: [abc], hash_function: " + function + "}");
    assertThat(redactions.span("s", 1, "a", text("-abc-")))
        .contains(is("a", text("-" + hash + "-")));
  }

  @Test
  void aKeyedHashIsTheSameEverywhereAndAnotherWithAnotherKey() {
    Masking one = new Masking(RedactionProcessorConfig.HashFunction.HMAC_SHA256, "k".repeat(32));
    Masking other = new Masking(RedactionProcessorConfig.HashFunction.HMAC_SHA256, "l".repeat(32));
    assertThat(one.mask("10.0.0.1")).isEqualTo(one.mask("10.0.0.1")).hasSize(64);
    assertThat(one.mask("10.0.0.1")).isNotEqualTo(other.mask("10.0.0.1"));
    // RFC 4231, test case 2, has a short key; the primitive is the same
    assertThat(
            new Masking(RedactionProcessorConfig.HashFunction.HMAC_SHA256, "Jefe")
                .mask("what do ya want for nothing?"))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    assertThat(
            new Masking(RedactionProcessorConfig.HashFunction.HMAC_SHA512, "Jefe")
                .mask("what do ya want for nothing?"))
        .startsWith("164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554");
  }

  @Test
  void bodiesOfLogs() {
    Redactions redactions =
        new Redactions(
            """
            allowed_keys: [a, list, map, token]
            blocked_key_patterns: [token]
            blocked_values: ['4[0-9]{15}']
            summary: debug
            """);
    assertThat(redactions.body(CARD))
        .contains("\"body\":" + text("card ****."))
        .contains(
            is(
                "redaction.body.masked.keys",
                text("body"),
                "redaction.body.masked.count",
                number(1)));
    String map =
        "{\"kvlistValue\":{\"values\":"
            + Requests.attributes(
                "a",
                CARD,
                "gone",
                text("x"),
                "token",
                text("t"),
                "list",
                "{\"arrayValue\":{\"values\":[" + CARD + "]}}",
                "map",
                "{\"kvlistValue\":{\"values\":"
                    + Requests.attributes("a", CARD, "b", text("y"))
                    + "}}")
            + "}}";
    assertThat(redactions.body(map))
        .doesNotContain("4111", "gone\",", "\"t\"")
        .contains("redaction.body.redacted.keys\",\"value\":" + text("gone,map.b"))
        .contains("redaction.body.masked.keys\",\"value\":" + text("a,list.[0],map.a,token"));
  }

  @Test
  void urlsLoseTheirIdentifiers() {
    Redactions redactions =
        new Redactions(
            "{allow_all_keys: true, url_sanitizer: {enabled: true, attributes: [url.path]}}");
    assertThat(
            redactions.span(
                "GET /users/1234/posts",
                2,
                "url.path",
                text("/users/1234?x=1"),
                "o",
                text("/users/1")))
        .contains("\"name\":\"GET /users/*/posts\"")
        .contains(is("url.path", text("/users/*"), "o", text("/users/1")));
    assertThat(redactions.span("/users/1234", 1)).contains("\"name\":\"/users/1234\"");
    assertThat(redactions.span("/1234", 2)).contains("\"name\":\"/1234\"");
    assertThat(
            new Redactions(
                    "{allow_all_keys: true, url_sanitizer: {enabled: true, sanitize_span_name:"
                        + " false}}")
                .span("/users/1234", 2))
        .contains("\"name\":\"/users/1234\"");
  }

  @Test
  void queriesLoseTheirValues() {
    Redactions redactions =
        new Redactions(
            """
            allow_all_keys: true
            db_sanitizer:
              sql: {enabled: true, attributes: [q]}
              redis: {enabled: true, attributes: [q]}
              mongo: {enabled: true, attributes: [q]}
            """);
    String sql = "SELECT a FROM b WHERE c = 'x' AND d = 5";
    assertThat(redactions.span(sql, 3, "db.system", text("mysql"), "q", text(sql), "o", text(sql)))
        .contains("\"name\":\"SELECT a FROM b WHERE c = ? AND d = ?\"")
        .contains("\"q\",\"value\":" + text("SELECT a FROM b WHERE c = ? AND d = ?"))
        .contains("\"o\",\"value\":" + text(sql));
    assertThat(redactions.span("s", 3, "q", text(sql))).contains(is("q", text(sql)));
    assertThat(
            redactions.span("SET k v", 3, "db.system.name", text("Redis"), "q", text("SET k v w")))
        .contains("\"name\":\"SET k ?\"")
        .contains("\"q\",\"value\":" + text("SET k ?"));
    assertThat(
            redactions.span(
                "s",
                3,
                "db.system",
                text("mongodb"),
                "q",
                text("{\\\"find\\\":{\\\"a\\\":[1,true]}}")))
        .contains(text("{\\\"find\\\":{\\\"a\\\":[\\\"?\\\",\\\"?\\\"]}}"));
  }

  @Test
  void keysUnderABlockedKeyAreMaskedToo() {
    Redactions redactions =
        new Redactions(
            """
            allow_all_keys: true
            blocked_key_patterns: [token]
            blocked_values: ['4[0-9]{15}']
            allowed_values: [fine]
            """);
    String key = "token4111111111111111";
    assertThat(redactions.span("s", 1, key, text("x"))).contains(is("token****", text("****")));
    assertThat(redactions.span("s", 1, key, text("fine"))).contains(is("token****", text("fine")));
    assertThat(redactions.body(map(key, text("x")))).contains("\"token****\"", text("****"));
  }

  private static String map(String... entries) {
    return "{\"kvlistValue\":{\"values\":" + Requests.attributes(entries) + "}}";
  }

  @Test
  void notesShowNoMaskedKey() {
    Redactions redactions =
        new Redactions(
            """
            allowed_keys: [map]
            allowed_values: [fine]
            ignored_key_patterns: [^safe]
            blocked_key_patterns: [token]
            blocked_values: ['4[0-9]{15}', '^[a-z]+@[a-z]+']
            summary: debug
            """);
    String card = "4111111111111111";
    assertThat(redactions.span("s", 1, card, text("x"), "a@b", CARD))
        .contains(
            is(
                "redaction.redacted.keys",
                text("****,****"),
                "redaction.redacted.count",
                number(2)));
    assertThat(redactions.body(map("map", map("a@b", CARD, card, text("x")), "map", map())))
        .doesNotContain(card, "a@b")
        .contains("redaction.body.redacted.keys\",\"value\":" + text("map.****,map.****"));
    Redactions all =
        new Redactions(
            """
            allow_all_keys: true
            allowed_values: [fine]
            blocked_key_patterns: [token]
            blocked_values: ['4[0-9]{15}']
            summary: debug
            """);
    assertThat(
            all.span("s", 1, "token" + card, text("x"), "k" + card, CARD, "f" + card, text("fine")))
        .doesNotContain(card)
        .contains(text("k****,token****"), text("f****"));
    assertThat(all.body(map("m" + card, map("k" + card, CARD, "f" + card, text("fine")))))
        .doesNotContain(card)
        .contains(text("m****.k****"), text("m****.f****"));
  }
}

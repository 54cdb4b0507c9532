package io.beltline.processor.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.processor.redaction.RedactionProcessorConfig.HashFunction;
import io.beltline.processor.redaction.SecretKinds.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What all expressions at once make of texts, beside one after the other. */
class TextRulesTest {
  private static final int TEXTS = 20_000;
  private static final String[] PIECES = {
    "4111 1111-1111",
    "4111111111111111",
    "+49 30 123",
    "jane@",
    "@mail.example",
    "password",
    "=",
    ": ",
    "Bearer ",
    "eyJ",
    "10.0.0.",
    "255",
    "2001:db8:",
    "0x",
    "AKIA",
    "DE",
    "12",
    "-",
    ".",
    " ",
    "\n",
    "é",
    "key-",
    "://",
    "user:",
    "ab",
    "f",
    "****",
    "-----BEGIN PRIVATE KEY-----",
    "\"",
    "_"
  };

  private static String text(SplittableRandom random, List<Kind> kinds) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(10); i >= 0; i--) {
      text.append(
          random.nextInt(3) == 0
              ? kinds.get(random.nextInt(kinds.size())).sample(random).text()
              : PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  /** One after the other, by the JDK's expressions: those here mean the same to both. */
  private static String plain(List<Pattern> patterns, String text, Masking masking) {
    String masked = text;
    for (Pattern pattern : patterns) {
      masked =
          pattern
              .matcher(masked)
              .replaceAll(match -> Matcher.quoteReplacement(masking.mask(match.group())));
    }
    return masked;
  }

  @Test
  void theResultIsThatOfOneAfterTheOther() {
    List<String> expressions = Examples.redaction().blockedValues();
    List<Pattern> patterns = expressions.stream().map(Pattern::compile).toList();
    List<Kind> kinds = SecretKinds.all();
    SplittableRandom random = new SplittableRandom(40);
    for (HashFunction function : List.of(HashFunction.NONE, HashFunction.SHA1)) {
      Masking masking = new Masking(function, "");
      TextRules rules = new TextRules(expressions, List.of(), masking);
      int changed = 0;
      for (int i = 0; i < TEXTS; i++) {
        String text = text(random, kinds);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] masked = rules.mask(bytes, 0, bytes.length);
        String result = masked == null ? text : new String(masked, StandardCharsets.UTF_8);
        assertThat(result).as(text).isEqualTo(plain(patterns, text, masking));
        assertThat(rules.mayBlock(bytes, 0, bytes.length)).as(text).isEqualTo(masked != null);
        changed += masked == null ? 0 : 1;
      }
      assertThat(changed).isBetween(TEXTS / 4, TEXTS - TEXTS / 10);
    }
  }

  @Test
  void bytesThatAreNoCharactersStay() {
    TextRules rules =
        new TextRules(
            List.of("4[0-9]{15}", "secret.x"), List.of(), new Masking(HashFunction.NONE, ""));
    byte[] text =
        "\u00ff4111111111111111\u00feé secret\u0080x".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(rules.mask(text, 0, text.length))
        .isEqualTo("\u00ff****\u00feé ****".getBytes(StandardCharsets.ISO_8859_1));
  }
}

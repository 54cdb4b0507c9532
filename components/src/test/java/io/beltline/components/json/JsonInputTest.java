package io.beltline.components.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

class JsonInputTest {
  private static final int DEEPEST = 3;

  /** What is wrong with a text; empty if it is JSON. */
  private static String fault(String text) {
    AtomicReference<String> fault = new AtomicReference<>("");
    try (JsonParser json =
        JsonInput.nesting(DEEPEST).createParser(ObjectReadContext.empty(), text)) {
      while (json.nextToken() != null) {
        json.skipChildren();
      }
    } catch (JacksonException wrong) {
      fault.set(JsonInput.words(wrong));
    }
    return fault.get();
  }

  @Test
  void whatNestsAsDeepAsItMayIsRead() {
    assertThat(fault("[[{}]]")).isEmpty();
  }

  @Test
  void whatNestsDeeperIsRefused() {
    assertThat(fault("[[[[]]]]")).startsWith("Document nesting depth (4) exceeds");
  }

  @Test
  void textsMayBeOfAnyLength() {
    assertThat(JsonInput.nesting(1).streamReadConstraints().getMaxStringLength())
        .isEqualTo(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"a\":1] | Unexpected close marker ']': expected '}'",
        "[1, | Unexpected end-of-input",
        "{\"a\" | Unexpected end-of-input",
        "[x] | Unrecognized token 'x'",
      })
  void theWordsTellNothingOfTheParsersOptions(String text, String words) {
    assertThat(fault(text)).startsWith(words).doesNotContain("Source", "INCLUDE_", "marker at");
  }
}

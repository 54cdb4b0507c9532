package io.beltline.components.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.operators.SeverityConfig.Preset;
import org.junit.jupiter.api.Test;

class SeverityWordsTest {

  @Test
  void theCaseOfAWordIsOfNoInterestUnlessItIsListed() {
    SeverityWords words = new SeverityWords(Preset.DEFAULT);
    assertThat(words.of("WARNING")).isEqualTo(words.of("Warning")).isEqualTo(words.of("warning"));
    assertThat(words.of("ERROR")).isEqualTo(17);
    words.add("ERROR", 21);
    assertThat(words.of("ERROR")).isEqualTo(21);
    assertThat(words.of("Error")).isEqualTo(17);
  }

  @Test
  void aWordThatIsGivenAnotherMeaningHasItInCapitalsToo() {
    SeverityWords words = new SeverityWords(Preset.DEFAULT);
    words.add("warn", 9);
    assertThat(words.of("WARN")).isEqualTo(9);
    assertThat(words.of("Warn")).isEqualTo(9);
    words.add("straße", 5);
    assertThat(words.of("STRASSE")).isZero();
    assertThat(words.of("Straße")).isEqualTo(5);
  }
}

package io.beltline.components.jaegerstorage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDateTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateLayoutTest {
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 3, 7, 5, 9);

  @ParameterizedTest
  @CsvSource({
    "2006-01-02, 2026-03-07",
    "2006-01-02-15, 2026-03-07-05",
    "2006.01.02, 2026.03.07",
    "20060102, 20260307",
    "2006_01, 2026_03",
    "'', ''"
  })
  void anElementIsItsPartOfTheDate(String layout, String date) {
    assertThat(DateLayout.parse(layout).format(TIME)).isEqualTo(date);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Jan", "2006-1-2", "yyyy", "2006/01/02", "2006 01", "06", "2006-01-02T15"})
  void otherElementsAreRefused(String layout) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DateLayout.parse(layout))
        .withMessageContaining(layout);
  }

  @Property(tries = 500, seed = "20261128")
  void anyTextIsALayoutOrRefused(@ForAll String text) {
    try {
      String date = DateLayout.parse(text).format(TIME);
      assertThat(date).hasSameSizeAs(text).doesNotContain("2006");
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageContaining("is no layout");
    }
  }
}

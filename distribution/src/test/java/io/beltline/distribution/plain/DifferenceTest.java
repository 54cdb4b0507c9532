package io.beltline.distribution.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferenceTest {

  @Test
  void fieldsAPatternDoesNotNameMayBeAnything() {
    Map<String, Object> value = Map.of("a", 1L, "b", Map.of("c", List.of("x", "y")));
    assertThat(Difference.from(Map.of("b", Map.of("c", List.of("x", "y"))), value)).isEmpty();
    assertThat(Difference.from(Map.of("b", Map.of("c", List.of("x"))), value))
        .containsExactly(new Difference("b.c", List.of("x"), List.of("x", "y")));
    assertThat(Difference.from(Map.of("b", Map.of("c", List.of("x", "z"))), value))
        .containsExactly(new Difference("b.c[1]", "z", "y"));
  }

  @Test
  void nullInAPatternMeansAbsent() {
    Map<String, Object> pattern = Map.of("a", Collections.singletonMap("b", null));
    assertThat(Difference.from(pattern, Map.of())).isEmpty();
    assertThat(Difference.from(pattern, Map.of("a", Map.of("c", 1L)))).isEmpty();
    assertThat(Difference.from(pattern, Map.of("a", Map.of("b", 1L))))
        .containsExactly(new Difference("a.b", null, 1L));
  }

  @Test
  void numbersOfAnotherKindAreNotTheSame() {
    assertThat(Difference.from(Map.of("a", 1L), Map.of("a", 1.0)))
        .containsExactly(new Difference("a", 1L, 1.0));
  }

  @Test
  void betweenTwoValuesEveryFieldCounts() {
    assertThat(Difference.between(Map.of("a", 1L), Map.of("b", Map.of("c", 2L))))
        .containsExactly(new Difference("a", 1L, null), new Difference("b.c", null, 2L));
    assertThat(Difference.between(Map.of(), Map.of("b", Map.of())))
        .containsExactly(new Difference("b", null, Map.of()));
  }
}

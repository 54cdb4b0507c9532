package io.beltline.ottl.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "k8s.*.name, k8s.pod.name, true",
    "k8s.*.name, k8s.pod.label.name, false",
    "k8s.**.name, k8s.pod.label.name, true",
    "db.*, db.a.b, false",
    "db.**, db.a.b, true",
    "a?c, abc, true",
    "a?c, a.c, false",
    "'{a,b}.*', b.x, true",
    "'{a,b}.*', c.x, false"
  })
  void withASeparatorOnlyDoubleStarsGoOn(String glob, String text, boolean matches)
      throws InvalidPatternException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    assertThat(Glob.of(glob, '.').matches(utf8, 0, utf8.length)).isEqualTo(matches);
  }
}

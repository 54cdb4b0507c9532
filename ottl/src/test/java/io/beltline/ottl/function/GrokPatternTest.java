package io.beltline.ottl.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.ottl.pattern.InvalidPatternException;
import io.beltline.ottl.value.Cell;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GrokPatternTest {
  private static final GrokLibrary STANDARD = new GrokLibrary(Map.of());

  @Test
  void compilesEveryPatternOfTheLibrary() throws InvalidPatternException {
    int compiled = 0;
    for (String name : GrokLibrary.standard()) {
      GrokPattern.of("%{" + name + ":x}", STANDARD, true);
      GrokPattern.of("%{" + name + "}", STANDARD, false);
      compiled++;
    }
    assertThat(compiled).isGreaterThan(90);
  }

  @Property(tries = 500, seed = "20261128")
  void readsAnyTextWithoutFailing(@ForAll String text) throws InvalidPatternException {
    Cell out = new Cell();
    GrokPattern.of("%{COMBINEDAPACHELOG}", STANDARD, true).extract(new Cell().text(text), out);
    assertThat(out.length()).isNotNegative();
  }
}

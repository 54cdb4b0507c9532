package io.beltline.ottl.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.ottl.EvaluationException;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GoIntegerTest {

  @Property(tries = 500, seed = "20261128")
  void readsWhatIsWrittenInAnyBase(
      @ForAll long value, @ForAll @IntRange(min = 2, max = 36) int base) {
    assertThat(GoInteger.parse(Long.toString(value, base), base)).isEqualTo(value);
  }

  @Test
  void zerosInFrontAreNoMatterAndMoreDigitsAreTooMany() {
    assertThat(GoInteger.parse("0".repeat(1_000_000) + "7", 10)).isEqualTo(7);
    assertThat(GoInteger.parse("-" + "0".repeat(100), 2)).isZero();
    assertThat(GoInteger.parse("-1" + "0".repeat(63), 2)).isEqualTo(Long.MIN_VALUE);
    String beyond = BigInteger.TWO.pow(63).toString();
    assertThatThrownBy(() -> GoInteger.parse(beyond, 10)).isInstanceOf(EvaluationException.class);
    assertThatThrownBy(() -> GoInteger.parse("9".repeat(2_000_000), 10))
        .isInstanceOf(EvaluationException.class);
  }
}

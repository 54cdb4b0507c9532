package io.beltline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Origins.Run;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class OriginsTest {
  private static final Origins BOTH =
      Origins.join(List.of(Origins.of(7, 2, 3), Origins.of(9, 0, 4)));

  @Test
  void slicesKeepPlaces() {
    assertThat(BOTH.slice(0, 2).runs()).containsExactly(new Run(7, 2, 2));
    assertThat(BOTH.slice(2, 5).runs()).containsExactly(new Run(7, 4, 1), new Run(9, 0, 2));
    assertThat(BOTH.slice(5, 7).runs()).containsExactly(new Run(9, 2, 2));
  }

  @Test
  void choicesKeepPlaces() {
    BitSet chosen = new BitSet();
    chosen.set(0);
    chosen.set(2, 4);
    chosen.set(6);
    assertThat(BOTH.chosen(chosen).runs())
        .containsExactly(new Run(7, 2, 1), new Run(7, 4, 1), new Run(9, 0, 1), new Run(9, 3, 1));
  }

  @Test
  void whatIsUnknownMakesAllUnknown() {
    assertThat(Origins.join(List.of(BOTH, Origins.UNKNOWN)).isKnown()).isFalse();
    assertThat(Origins.UNKNOWN.chosen(new BitSet()).isKnown()).isFalse();
    assertThat(Origins.UNKNOWN.slice(0, 3).isKnown()).isFalse();
  }
}

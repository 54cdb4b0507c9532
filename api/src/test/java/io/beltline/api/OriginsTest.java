package io.beltline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Origins.Run;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class OriginsTest {
  private static final Origins BOTH =
      Origins.join(List.of(Origins.of(7, 2, 3), Origins.of(9, 0, 4)));

  private static Run run(long request, int from, int items) {
    return new Run(request, from, items, false);
  }

  @Test
  void itemsThatAreOpenStaySo() {
    BitSet some = new BitSet();
    some.set(1, 4);
    Origins opened = BOTH.opened(some);
    assertThat(opened.runs())
        .containsExactly(
            run(7, 2, 1), new Run(7, 3, 2, true), new Run(9, 0, 1, true), run(9, 1, 3));
    assertThat(opened.open()).isEqualTo(some);
    assertThat(opened.slice(2, 5).open().cardinality()).isEqualTo(2);
    BitSet last = new BitSet();
    last.set(3);
    last.set(6);
    assertThat(opened.chosen(last).open().cardinality()).isEqualTo(1);
    assertThat(opened.opened(last).open().cardinality()).isEqualTo(4);
    assertThat(BOTH.opened().open().cardinality()).isEqualTo(7);
    assertThat(BOTH.open().isEmpty()).isTrue();
  }

  @Test
  void slicesKeepPlaces() {
    assertThat(BOTH.slice(0, 2).runs()).containsExactly(run(7, 2, 2));
    assertThat(BOTH.slice(2, 5).runs()).containsExactly(run(7, 4, 1), run(9, 0, 2));
    assertThat(BOTH.slice(5, 7).runs()).containsExactly(run(9, 2, 2));
  }

  @Test
  void choicesKeepPlaces() {
    BitSet chosen = new BitSet();
    chosen.set(0);
    chosen.set(2, 4);
    chosen.set(6);
    assertThat(BOTH.chosen(chosen).runs())
        .containsExactly(run(7, 2, 1), run(7, 4, 1), run(9, 0, 1), run(9, 3, 1));
  }

  @Test
  void whatIsUnknownMakesAllUnknown() {
    assertThat(Origins.join(List.of(BOTH, Origins.UNKNOWN)).isKnown()).isFalse();
    assertThat(Origins.UNKNOWN.chosen(new BitSet()).isKnown()).isFalse();
    assertThat(Origins.UNKNOWN.slice(0, 3).isKnown()).isFalse();
  }
}

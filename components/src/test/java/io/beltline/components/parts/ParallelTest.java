package io.beltline.components.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Several things that are done at once. */
class ParallelTest {
  private static final List<Integer> ALL = List.of(1, 2, 3, 4, 5);

  @Test
  void resultsKeepTheirOrder() {
    assertThat(Parallel.map(ALL, 3, one -> one * 2)).containsExactly(2, 4, 6, 8, 10);
    assertThat(Parallel.map(ALL, 1, one -> one * 2)).containsExactly(2, 4, 6, 8, 10);
    assertThat(Parallel.map(List.<Integer>of(), 3, one -> one * 2)).isEmpty();
  }

  @Test
  void anErrorOfTheMachineIsNoBugOfTheWork() {
    OutOfMemoryError full = new OutOfMemoryError("of the test");
    assertThatThrownBy(
            () ->
                Parallel.map(
                    ALL,
                    5,
                    one -> {
                      if (one == 2) {
                        throw full;
                      }
                      throw new IllegalStateException("of the test");
                    }))
        .isSameAs(full);
  }

  @Test
  void whatIsThrownIsThrownWhenAllHaveEnded() {
    IllegalArgumentException bug = new IllegalArgumentException("of the test");
    var done = ConcurrentHashMap.<Integer>newKeySet();
    assertThatThrownBy(
            () ->
                Parallel.map(
                    ALL,
                    2,
                    one -> {
                      done.add(one);
                      if (one == 1) {
                        throw bug;
                      }
                      return one;
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasCause(bug);
    assertThat(done).containsAll(ALL);
  }
}

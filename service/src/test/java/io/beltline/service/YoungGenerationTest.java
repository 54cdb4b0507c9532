package io.beltline.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.service.YoungGeneration.Pace;
import org.junit.jupiter.api.Test;

/** When there is work. */
class YoungGenerationTest {
  @Test
  void soManyTimesWithinTheTimeIsOften() {
    Pace pace = new Pace(3, 100);
    assertThat(pace.isQuick(1_000)).isFalse();
    assertThat(pace.isQuick(1_060)).isFalse();
    assertThat(pace.isQuick(1_120)).isFalse(); // 120 since the first of three
    assertThat(pace.isQuick(1_160)).isTrue();
  }

  @Test
  void lessOftenIsNot() {
    Pace pace = new Pace(3, 100);
    for (long time = -500; time < 500; time += 51) {
      assertThat(pace.isQuick(time)).isFalse();
    }
  }
}

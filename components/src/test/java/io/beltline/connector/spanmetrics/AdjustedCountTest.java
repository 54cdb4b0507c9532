package io.beltline.connector.spanmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.otlp.SpanView;
import io.beltline.model.otlp.WireWriter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdjustedCountTest {

  @ParameterizedTest
  @CsvSource({
    "'ot=th:8', 80000000000000",
    "'a=b, ot=rv:0;th:0', 0",
    "'ot=th:fffffffffffffe', fffffffffffffe",
    "'ot=th:', none",
    "'ot=th:123456789012345', none",
    "'ot=th:G', none",
    "'ot=th:A', none",
    "'xot=th:8', none",
    "'ot=rv:1', none"
  })
  void theThresholdIsReadFromTheLeft(String state, String threshold) {
    long expected = threshold.equals("none") ? -1 : Long.parseLong(threshold, 16);
    assertThat(AdjustedCount.threshold(state)).isEqualTo(expected);
  }

  @Test
  void countsThatAreNotWholeAddUp() {
    Random random = new Random(7);
    long sum = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] id = new byte[8];
      random.nextBytes(id);
      SpanView span = new SpanView();
      span.wrap(new WireWriter().bytes(2, id).string(3, "ot=th:5").toSlice());
      sum += AdjustedCount.of(span);
    }
    assertThat(sum).as("each stands for 16/11 = 1.4545...").isBetween(145_000L, 146_000L);
  }
}

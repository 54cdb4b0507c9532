package io.beltline.receiver.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Admission;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GaugeMemoryTest {
  private static final int MANY = 1000;

  private static SeriesKey gauge(int number) {
    return new SeriesKey("gauge." + number, SampleType.GAUGE, Map.of());
  }

  /** An account that others have filled beyond the limit that holds here, once it is told so. */
  private static final class Shared implements Admission {
    private boolean isOver;

    @Override
    public boolean tryAcquire(long bytes) {
      return !isOver;
    }

    @Override
    public void release(long bytes) {}
  }

  @Test
  void whereOthersHaveTheRoomANewGaugeDoesNotPushOutAll() {
    Shared account = new Shared();
    GaugeMemory memory = new GaugeMemory(2 * MANY, account);
    for (int i = 0; i < MANY; i++) {
      memory.put("source", gauge(i), 1);
    }
    account.isOver = true;
    for (int i = MANY; i < MANY + 200; i++) { // more than was reserved beforehand
      memory.put("source", gauge(i), 1);
    }
    int known = 0;
    for (int i = 0; i < MANY; i++) {
      known += memory.value("source", gauge(i)) == 1 ? 1 : 0;
    }
    assertThat(known).isGreaterThan(MANY / 2);
  }
}

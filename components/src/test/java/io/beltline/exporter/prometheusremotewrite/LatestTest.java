package io.beltline.exporter.prometheusremotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LatestTest {

  @Property(tries = 100, seed = "20261128")
  void knowsTheNewestOfEverySeriesThereIsRoomFor(@ForAll long seed) {
    Random random = new Random(seed);
    Latest latest = new Latest(1000);
    Map<Long, Long> expected = new HashMap<>();
    for (int i = 0; i < 3000; i++) {
      long key = (random.nextInt(400) - 200L) << random.nextInt(40);
      if (expected.size() >= 500 && !expected.containsKey(key)) {
        continue;
      }
      long time = random.nextInt(1_000_000);
      latest.taken(key, time, 1);
      expected.merge(key, time, Math::max);
    }
    expected.forEach((key, time) -> assertThat(latest.time(key)).isEqualTo(time));
    assertThat(latest.time(1L << 62)).isEqualTo(Latest.UNKNOWN);
  }

  @Test
  void forgetsWhatWasUsedLongAgo() {
    Latest latest = new Latest(100);
    for (long key = 0; key < 1000; key++) {
      latest.taken(key, key, 1);
      latest.taken(7, key, 1);
    }
    assertThat(latest.size()).isLessThanOrEqualTo(100);
    assertThat(latest.time(7)).isEqualTo(999);
    assertThat(latest.time(999)).isEqualTo(999);
    assertThat(latest.time(8)).isEqualTo(Latest.UNKNOWN);
  }

  @Test
  void noticesResourcesThatTakeTurns() {
    Latest latest = new Latest(10);
    assertThat(latest.taken(1, 1, 11)).isFalse();
    assertThat(latest.taken(1, 2, 12)).isFalse();
    assertThat(latest.taken(1, 3, 12)).isFalse();
    assertThat(latest.taken(1, 4, 11)).isTrue();
  }

  @Test
  void whatMakesTheYoungerTableTurnKeepsItsOwn() {
    Latest latest = new Latest(8);
    for (long key = 0; key < 4; key++) {
      latest.taken(key, 100 + key, (int) key);
    }
    for (long key = 16; key < 20; key++) { // they fill the younger table, in the same places
      latest.taken(key, 100 + key, (int) key);
    }
    assertThat(latest.taken(2, 50, 22)).as("another resource, for the first time").isFalse();
    assertThat(latest.time(2)).as("its own time, not that of key 18").isEqualTo(102);
    assertThat(latest.taken(2, 50, 2)).as("the first resource again").isTrue();
  }

  @Property(tries = 100, seed = "20261129")
  void neverKnowsTheTimeOfAnother(@ForAll long seed) {
    Random random = new Random(seed);
    Latest latest = new Latest(2 + random.nextInt(60));
    Map<Long, Long> newest = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      long key = random.nextInt(100);
      long time = 1_000_000 * key + i;
      assertThat(latest.time(key)).isIn(Latest.UNKNOWN, newest.getOrDefault(key, Latest.UNKNOWN));
      latest.taken(key, time, (int) key);
      newest.put(key, time);
      assertThat(latest.time(key)).isEqualTo(time);
    }
  }
}

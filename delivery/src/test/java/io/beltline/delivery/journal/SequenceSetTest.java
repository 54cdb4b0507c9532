package io.beltline.delivery.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A set of numbers against a plain one. */
final class SequenceSetTest {
  private static final int MOST = 20_000;

  private final Random random = new Random(7);
  private final SequenceSet set = SequenceSet.joining();
  private final TreeSet<Long> model = new TreeSet<>();

  private void change() {
    long from = 1 + random.nextInt(MOST);
    long to = Math.min(MOST, from + random.nextInt(random.nextBoolean() ? 5 : 6000));
    switch (random.nextInt(20)) {
      case 0 -> {
        long limit = random.nextInt(MOST / 10);
        set.addBelow(limit);
        range(1, limit);
      }
      case 1, 2, 3 -> {
        set.addRange(from, to);
        range(from, to);
      }
      case 4 -> {
        long bits = random.nextLong();
        long base = from >> 6 << 6;
        set.addWord(base, bits);
        for (int i = 0; i < 64; i++) {
          if ((bits & 1L << i) != 0) {
            model.add(base + i);
          }
        }
      }
      default -> assertThat(set.add(from)).isEqualTo(model.add(from));
    }
  }

  private void range(long from, long to) {
    for (long number = from; number <= to; number++) {
      model.add(number);
    }
  }

  @Test
  void holdsWhatWasAddedInAnyWay() {
    for (int round = 0; round < 200; round++) {
      change();
      SequenceSet copy = SequenceSet.joining();
      copy.addAll(set);
      for (long number = 1; number <= MOST + 100; number += 1 + random.nextInt(9)) {
        boolean there = model.contains(number);
        assertThat(set.contains(number)).as("%d in round %d", number, round).isEqualTo(there);
        assertThat(copy.contains(number)).isEqualTo(there);
        assertThat(set.isMarked(number)).isEqualTo(there && number > set.below());
        long absent = set.past(number);
        assertThat(set.isMarked(number)).isEqualTo(absent > number);
        if (absent > number && random.nextInt(100) == 0) {
          assertThat(model.subSet(number, absent)).hasSize((int) (absent - number));
        }
      }
      assertThat(set.highest()).isEqualTo(Math.max(set.below(), last()));
    }
  }

  private long last() {
    return model.isEmpty() ? 0 : model.last();
  }

  @Test
  void rangesCostNothingAndSwallowWhatIsInThem() {
    set.add(2_000_000);
    set.add(1_000_000);
    for (long number = 10; number < 5000; number += 2) {
      set.add(number);
    }
    set.addRange(5001, 1_999_999);
    set.addRange(10, 5000);
    assertThat(set.words()).isEqualTo(2); // the range, and the word of the last number
    assertThat(set.past(10)).isEqualTo(2_000_000);
    set.addRange(1, 9);
    assertThat(set.below()).isEqualTo(2_000_000);
    assertThat(set.words()).isZero();
  }

  @Test
  void whatFollowsTheNumbersBelowStaysMarkedWhenItIsReadAgain() throws IOException {
    Path path = Path.of("/set/q.acks");
    SimulatedDisk disk = new SimulatedDisk(new Random(1));
    SequenceSet acknowledged = new QueueState("q").acknowledged;
    acknowledged.addBelow(63);
    for (long number = 64; number < 192; number++) {
      acknowledged.add(number);
    }
    for (int start = 0; start < 3; start++) {
      SequenceSet before = acknowledged;
      try (SequenceLog log = SequenceLog.open(disk, path.getParent(), "q.acks", 1)) {
        log.rewrite(() -> log.encode(before));
      }
      acknowledged = SequenceLog.read(disk, path, 1, SequenceSet.marking()).numbers();
      acknowledged.addBelow(63 + start);
      assertThat(acknowledged.below()).isEqualTo(63 + start);
      assertThat(acknowledged.isMarked(64 + start)).isTrue();
      assertThat(acknowledged.isMarked(191)).isTrue();
      assertThat(acknowledged.contains(192)).isFalse();
      SequenceSet copy = new QueueState("q").acknowledged;
      copy.addAll(acknowledged);
      assertThat(copy.isMarked(64 + start)).isTrue();
    }
  }
}

package io.beltline.service.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class VirtualClockTest {
  private static final Runnable NOTHING = () -> {};

  private final List<String> events = new CopyOnWriteArrayList<>();
  private final VirtualClock clock = new VirtualClock(1_000);

  private void note(String event) {
    events.add(event + "@" + clock.nanoTime());
  }

  @Test
  void standsStillUntilMoved() {
    assertThat(clock.unixNanos()).isEqualTo(1_000);
    clock.advance(Duration.ofNanos(5), NOTHING);
    assertThat(clock.unixNanos()).isEqualTo(1_005);
    assertThat(clock.nanoTime()).isEqualTo(5);
  }

  @Test
  void letsHappenWhatFallsDueInOrder() {
    clock.schedule(Duration.ofNanos(20), () -> note("late"));
    clock.schedule(Duration.ofNanos(10), () -> note("first"));
    clock.schedule(Duration.ofNanos(10), () -> note("second"));
    clock.schedule(Duration.ofNanos(10), () -> note("called off")).cancel();
    clock.schedule(Duration.ofNanos(31), () -> note("not yet"));
    clock.advance(Duration.ofNanos(30), () -> note("settled"));
    assertThat(events)
        .containsExactly(
            "first@10", "settled@10", "second@10", "settled@10", "late@20", "settled@20");
  }

  @Test
  void runsWhatATaskAsksForInTheSameStep() {
    clock.schedule(Duration.ofNanos(1), this::again);
    clock.advance(Duration.ofNanos(3), NOTHING);
    assertThat(events).containsExactly("again@1", "again@2", "again@3");
  }

  private void again() {
    note("again");
    clock.schedule(Duration.ofNanos(1), this::again);
  }

  @Test
  void waitsForATaskThatSleeps() {
    clock.schedule(
        Duration.ofNanos(1),
        () -> {
          note("asleep");
          try {
            clock.sleep(Duration.ofNanos(10));
          } catch (InterruptedException stop) {
            note("interrupted");
          }
          note("awake");
        });
    clock.schedule(Duration.ofNanos(5), () -> note("meanwhile"));
    clock.advance(Duration.ofNanos(20), NOTHING);
    assertThat(events).containsExactly("asleep@1", "meanwhile@5", "awake@11");
  }
}

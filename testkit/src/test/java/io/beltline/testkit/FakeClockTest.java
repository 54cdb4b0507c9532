package io.beltline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FakeClockTest {
  private final FakeClock clock = new FakeClock();
  private final List<String> happened = Collections.synchronizedList(new ArrayList<>());

  private void note(String what) {
    happened.add(what + "@" + Duration.ofNanos(clock.nanoTime()).toMillis());
  }

  @Test
  void standsStillAndMovesByHand() {
    long start = clock.unixNanos();
    assertThat(Instant.ofEpochSecond(0, start)).hasToString("2026-01-01T00:00:00Z");
    clock.advance(Duration.ofSeconds(3));
    assertThat(clock.unixNanos() - start).isEqualTo(3_000_000_000L);
    assertThat(clock.nanoTime()).isEqualTo(3_000_000_000L);
  }

  @Test
  void runsTasksInTheOrderOfTheirTimeAndThoseTheyAsk() {
    clock.schedule(Duration.ofMillis(20), () -> note("b"));
    clock.schedule(Duration.ofMillis(20), () -> note("c"));
    clock.schedule(
        Duration.ofMillis(10),
        () -> {
          note("a");
          clock.schedule(Duration.ofMillis(15), () -> note("d"));
          clock.schedule(Duration.ofMillis(90), () -> note("too late"));
        });
    clock.advance(Duration.ofMillis(50));
    assertThat(happened).containsExactly("a@10", "b@20", "c@20", "d@25");
    assertThat(clock.waits()).containsExactly(Duration.ofMillis(50));
  }

  @Test
  void doesNotRunWhatWasCalledOff() {
    var task = clock.schedule(Duration.ofMillis(1), () -> note("never"));
    task.cancel();
    task.cancel();
    clock.advance(Duration.ofSeconds(1));
    assertThat(happened).isEmpty();
    assertThat(clock.pending()).isZero();
  }

  @Test
  void wakesSleepers() {
    CompletableFuture<Void> slept = new CompletableFuture<>();
    Thread.startVirtualThread(() -> sleep(slept));
    clock.awaitPending(1);
    clock.advance(Duration.ofMillis(99));
    assertThat(slept).isNotDone();
    clock.advance(Duration.ofMillis(1));
    slept.orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Test
  void aTaskMaySleep() {
    CompletableFuture<Void> slept = new CompletableFuture<>();
    clock.schedule(Duration.ofMillis(5), () -> sleep(slept));
    clock.advance(Duration.ofMillis(10));
    assertThat(clock.waits()).containsExactly(Duration.ofMillis(95));
    clock.advance(Duration.ofMillis(95));
    slept.orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Test
  void aSleeperCanBeInterrupted() {
    CompletableFuture<Void> slept = new CompletableFuture<>();
    Thread thread = Thread.startVirtualThread(() -> sleep(slept));
    clock.awaitPending(1);
    thread.interrupt();
    assertThatThrownBy(() -> slept.orTimeout(10, TimeUnit.SECONDS).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(clock.pending()).isZero();
  }

  private void sleep(CompletableFuture<Void> slept) {
    try {
      clock.sleep(Duration.ofMillis(100));
      slept.complete(null);
    } catch (InterruptedException stop) {
      slept.completeExceptionally(stop);
    }
  }
}

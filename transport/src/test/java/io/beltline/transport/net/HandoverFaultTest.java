package io.beltline.transport.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** What is handed over is run whatever the loop and the system throw. */
class HandoverFaultTest {
  private final List<String> ran = new ArrayList<>();
  private final List<Runnable> turns = new ArrayList<>();
  private final Error full = new OutOfMemoryError("no room");

  private Runnable task(String name) {
    return () -> ran.add(name);
  }

  /** Throws once, then works. */
  private Executor once(Executor after) {
    boolean[] thrown = new boolean[1];
    return task -> {
      if (!thrown[0]) {
        thrown[0] = true;
        throw full;
      }
      after.execute(task);
    };
  }

  @Test
  void whatTheLoopDoesNotTakeIsRunAtOnceAndTheNextAsEver() {
    Handover handover = new Handover(() -> true, once(turns::add), Runnable::run);
    assertThatThrownBy(() -> handover.add(task("first"))).isSameAs(full);
    assertThat(ran).containsExactly("first");
    handover.add(task("second"));
    assertThat(ran).containsExactly("first");
    turns.forEach(Runnable::run);
    assertThat(ran).containsExactly("first", "second");
  }

  @Test
  void whatGetsNoThreadIsRunOnTheLoop() {
    Handover handover = new Handover(() -> true, turns::add, once(Runnable::run));
    handover.add(task("first"));
    handover.add(task("second"));
    assertThatThrownBy(() -> turns.getFirst().run()).isSameAs(full);
    assertThat(ran).containsExactly("first", "second");
    handover.add(task("third"));
    turns.getLast().run();
    assertThat(ran).containsExactly("first", "second", "third");
  }
}

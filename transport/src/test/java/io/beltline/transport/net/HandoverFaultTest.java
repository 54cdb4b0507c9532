package io.beltline.transport.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

  private static Handover handover(Executor loop, Executor threads) {
    return new Handover(() -> true, loop, threads, new ArrayList<>());
  }

  @Test
  void whatTheLoopDoesNotTakeIsRunAtOnceAndTheNextAsEver() {
    Handover handover = handover(once(turns::add), Runnable::run);
    assertThatThrownBy(() -> handover.add(task("first"))).isSameAs(full);
    assertThat(ran).containsExactly("first");
    handover.add(task("second"));
    assertThat(ran).containsExactly("first");
    turns.forEach(Runnable::run);
    assertThat(ran).containsExactly("first", "second");
  }

  @Test
  void whatGetsNoThreadIsRunOnTheLoop() {
    Handover handover = handover(turns::add, once(Runnable::run));
    handover.add(task("first"));
    handover.add(task("second"));
    assertThatThrownBy(() -> turns.getFirst().run()).isSameAs(full);
    assertThat(ran).containsExactly("first", "second");
    handover.add(task("third"));
    turns.getLast().run();
    assertThat(ran).containsExactly("first", "second", "third");
  }

  /** A list that can be moved from the second time on. */
  private static final class Stuck extends ArrayList<Runnable> {
    private static final long serialVersionUID = 1;

    private boolean thrown;

    @Override
    public <T> T[] toArray(T[] into) {
      if (!thrown) {
        thrown = true;
        throw new OutOfMemoryError("no room to move");
      }
      return super.toArray(into);
    }
  }

  @Test
  void whatCannotBeMovedIsRunWhereItWaits() {
    Handover handover = new Handover(() -> true, turns::add, Runnable::run, new Stuck());
    handover.add(
        () -> {
          ran.add("first");
          handover.add(task("meanwhile"));
        });
    handover.add(task("second"));
    assertThatThrownBy(() -> turns.getFirst().run()).hasMessage("no room to move");
    assertThat(ran).containsExactly("first", "second", "meanwhile");
    turns.getLast().run();
    handover.add(task("third"));
    handover.add(task("fourth"));
    assertThat(turns).hasSize(3);
    turns.getLast().run();
    assertThat(ran).containsExactly("first", "second", "meanwhile", "third", "fourth");
  }

  @Test
  void theSameErrorAgainAndAgainKeepsNobodyWaiting() {
    Executor thread = tasks -> assertThatThrownBy(tasks::run).isSameAs(full);
    Handover handover = handover(turns::add, thread);
    for (int i = 0; i < 2; i++) {
      handover.add(
          () -> {
            throw full;
          });
    }
    handover.add(task("last"));
    turns.getFirst().run();
    assertThat(ran).containsExactly("last");
  }

  @Test
  void whoWaitsForAFutureIsToldWhateverIsThrown() {
    CompletableFuture<String> awaited = new CompletableFuture<>();
    assertThatThrownBy(() -> EventLoops.complete(once(Runnable::run), awaited, "told"))
        .isSameAs(full);
    assertThat(awaited).isCompletedWithValue("told");
  }
}

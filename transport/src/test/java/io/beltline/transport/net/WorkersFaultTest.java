package io.beltline.transport.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.transport.BrokenWorkers;
import io.beltline.transport.Here;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Nobody waits for a thread that cannot start. */
class WorkersFaultTest {
  private final List<Throwable> unstarted = new ArrayList<>();
  private final CountDownLatch go = new CountDownLatch(1);

  /** A task that holds its thread. */
  private final class Held implements Workers.Task {
    @Override
    public void run() {
      try {
        go.await();
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    }

    @Override
    public void unstarted(Throwable why) {
      unstarted.add(why);
    }
  }

  @Test
  void whatCannotBeHandedOverIsForgotten() {
    Workers workers = BrokenWorkers.withoutHandover();
    assertThatThrownBy(() -> workers.start(new Held())).hasMessage("no room for a task");
    assertThat(workers.count()).isZero();
    assertThat(unstarted).isEmpty();
  }

  @Test
  void aTaskWhoseThreadCannotStartIsTold() {
    Workers workers = BrokenWorkers.withoutThreads();
    assertThat(workers.run(new Held())).isTrue();
    assertThat(unstarted).hasSize(1);
    assertThat(unstarted.getFirst()).hasMessage("no room for a thread");
    assertThat(workers.count()).isZero();
  }

  @Test
  void aThreadThatHasStartedIsWaitedForWhateverIsThrown() {
    Workers workers =
        new Workers(
            Thread.ofVirtual().factory(),
            begin -> {
              begin.run();
              throw new OutOfMemoryError("no room for a turn");
            });
    assertThatThrownBy(() -> workers.start(new Held())).hasMessage("no room for a turn");
    assertThat(workers.count()).isEqualTo(1);
    go.countDown();
    assertThat(workers.drain(new Here().soon())).isTrue();
    assertThat(workers.count()).isZero();
    assertThat(unstarted).isEmpty();
  }
}

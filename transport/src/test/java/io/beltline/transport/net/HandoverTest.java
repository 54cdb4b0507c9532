package io.beltline.transport.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandoverTest {
  private final EventLoops loops = EventLoops.open();

  @AfterEach
  void close() {
    loops.close();
  }

  private void onALoop(Runnable turn) throws Exception {
    loops.group().next().submit(turn).get(10, TimeUnit.SECONDS);
  }

  @Test
  void anyOtherThreadRunsATaskAtOnce() {
    List<Thread> ran = new CopyOnWriteArrayList<>();

    EventLoops.handOver(() -> ran.add(Thread.currentThread()));

    assertThat(ran).containsExactly(Thread.currentThread());
  }

  @Test
  void aTurnsTasksRunAfterItInOrderAndTogether() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    List<Thread> threads = new CopyOnWriteArrayList<>();
    CountDownLatch done = new CountDownLatch(2);

    onALoop(
        () -> {
          for (String name : List.of("first", "second")) {
            EventLoops.handOver(
                () -> {
                  seen.add(name);
                  threads.add(Thread.currentThread());
                  done.countDown();
                });
          }
          seen.add("turn");
        });

    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(seen).containsExactly("turn", "first", "second");
    assertThat(threads.getFirst().isVirtual()).isTrue();
    assertThat(threads).containsOnly(threads.getFirst());
  }

  @Test
  void aTaskThatFailsDoesNotKeepTheOthers() throws Exception {
    CompletableFuture<String> last = new CompletableFuture<>();

    onALoop(
        () -> {
          EventLoops.handOver(
              () -> {
                throw new IllegalStateException("broken");
              });
          EventLoops.handOver(() -> last.complete("ran"));
        });

    assertThat(last.get(10, TimeUnit.SECONDS)).isEqualTo("ran");
  }

  @Test
  void aWorkerStartsFromALoopAndCanBeInterruptedBefore() throws Exception {
    Workers workers = new Workers("worker");
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();

    onALoop(
        () -> {
          Thread thread =
              workers.start(
                  new Workers.Task() {
                    @Override
                    public void run() {
                      interrupted.complete(Thread.interrupted());
                    }

                    @Override
                    public void unstarted(Throwable why) {
                      interrupted.completeExceptionally(why);
                    }
                  });
          if (thread != null) {
            thread.interrupt();
          }
        });

    assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
  }
}

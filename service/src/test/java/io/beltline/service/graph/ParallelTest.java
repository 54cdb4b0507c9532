package io.beltline.service.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.Component;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.testkit.FakeClock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Ends on a machine that has no more threads. */
class ParallelTest {
  private final AtomicInteger made = new AtomicInteger();
  private final Set<String> done = ConcurrentHashMap.newKeySet();

  /** Has one. */
  private final ThreadFactory few =
      task -> {
        if (made.getAndIncrement() == 0) {
          return new Thread(task);
        }
        throw new OutOfMemoryError("unable to create native thread");
      };

  @Test
  void whatGetsNoThreadIsDoneByTheCaller() {
    Parallel.run(List.of(() -> done.add("a"), () -> done.add("b"), () -> done.add("c")), few);
    assertThat(done).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void oneThatFailsDoesNotKeepTheOthersFromTheirEnd() {
    Runnable failing =
        () -> {
          throw new IllegalStateException("a bug");
        };
    assertThatThrownBy(() -> Parallel.run(List.of(failing, failing, () -> done.add("c")), few))
        .hasRootCauseMessage("a bug")
        .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
    assertThat(done).containsExactly("c");
  }

  @Test
  void aComponentIsShutDownByTheCallerIfThereIsNoThread() throws ExecutionException {
    FakeClock clock = new FakeClock();
    made.set(1);
    Deadline deadline = Deadline.in(clock, Duration.ofSeconds(1));
    assertThat(LastCall.shutdown(new Noted(), clock, deadline, few)).isTrue();
    assertThat(done).containsExactly("shut down");
    assertThat(clock.pending()).isZero();
  }

  private final class Noted implements Component {
    @Override
    public void start(Host host) {}

    @Override
    public void shutdown(Deadline deadline) {
      done.add("shut down");
    }
  }
}

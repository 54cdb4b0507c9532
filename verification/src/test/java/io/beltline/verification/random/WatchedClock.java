package io.beltline.verification.random;

import io.beltline.api.Clock;
import io.beltline.testkit.FakeClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A clock moved by hand that keeps what scheduled tasks throw. Safe for all threads. */
final class WatchedClock implements Clock {
  private final FakeClock clock = new FakeClock();
  private final List<String> thrown = new CopyOnWriteArrayList<>();

  @Override
  public long unixNanos() {
    return clock.unixNanos();
  }

  @Override
  public long nanoTime() {
    return clock.nanoTime();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    clock.sleep(duration);
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable task) {
    return clock.schedule(delay, () -> run(task));
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error bug) {
      StringWriter text = new StringWriter();
      bug.printStackTrace(new PrintWriter(text));
      thrown.add(text.toString());
    }
  }

  /** Moves time on. */
  void advance(Duration duration) {
    clock.advance(duration);
  }

  /** What tasks threw. */
  List<String> thrown() {
    return thrown;
  }
}

package io.beltline.verification.process;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Asks another process again and again until it gives an answer or the time is over. */
public final class Eventually {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Eventually() {}

  /**
   * The first answer of {@code question}.
   *
   * @param limit the longest to wait
   * @param what what is waited for, said when the time is over
   * @param state what to add to the failure's message, for instance a process's output
   * @throws AssertionError when there was no answer in time
   */
  public static <T> T answer(
      Duration limit, Supplier<String> what, Supplier<String> state, Callable<Optional<T>> question)
      throws Exception {
    long end = System.nanoTime() + limit.toNanos();
    do {
      Optional<T> answer = question.call();
      if (answer.isPresent()) {
        return answer.get();
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    } while (System.nanoTime() < end);
    throw new AssertionError("not within %s: %s%n%s".formatted(limit, what.get(), state.get()));
  }
}

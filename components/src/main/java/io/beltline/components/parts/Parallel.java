package io.beltline.components.parts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Does several things at once and waits for all of them. */
public final class Parallel {
  private Parallel() {}

  /**
   * The results of a function, in order. An interrupt is passed on to those who work; what one of
   * them throws is thrown when all have ended: an error as it is, errors before all else.
   *
   * @param most how many are done at a time
   */
  public static <T, R> List<R> map(List<T> all, int most, Function<T, R> work) {
    List<R> results = new ArrayList<>(Collections.nCopies(all.size(), null));
    if (all.size() <= 1 || most == 1) {
      for (int i = 0; i < all.size(); i++) {
        results.set(i, work.apply(all.get(i)));
      }
      return results;
    }
    AtomicInteger next = new AtomicInteger();
    List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
    Runnable worker =
        () -> {
          try {
            for (int i = next.getAndIncrement(); i < all.size(); i = next.getAndIncrement()) {
              results.set(i, work.apply(all.get(i)));
            }
          } catch (Throwable bug) { // thrown again below
            thrown.add(bug);
          }
        };
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Math.min(most, all.size()); i++) {
      threads.add(Thread.ofVirtual().name("part " + i).start(worker));
    }
    join(threads);
    if (!thrown.isEmpty()) {
      throw worst(thrown);
    }
    return results;
  }

  /** What is to be thrown: memory that ran out is passing, which those who call must see. */
  private static RuntimeException worst(List<Throwable> thrown) {
    for (Throwable one : thrown) {
      if (one instanceof Error error) {
        throw error;
      }
    }
    return new IllegalStateException("a request was not sent", thrown.getFirst());
  }

  private static void join(List<Thread> threads) {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException stop) {
          interrupted = true;
          threads.forEach(Thread::interrupt);
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

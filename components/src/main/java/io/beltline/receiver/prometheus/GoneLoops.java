package io.beltline.receiver.prometheus;

import io.beltline.api.Clock;
import io.beltline.api.Deadline;
import io.beltline.components.parts.Parallel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** The loops of targets that are gone, until they have ended. Safe for all threads. */
final class GoneLoops {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Clock clock;
  private final Map<Target, TargetLoop> ending = new ConcurrentHashMap<>();

  /** Held while ends are told: what they take is not reserved, so one loop does it at a time. */
  private final ReentrantLock telling = new ReentrantLock();

  /** None yet. */
  GoneLoops(Clock clock) {
    this.clock = clock;
  }

  /** Takes a loop, which begins no further scrape. */
  void add(TargetLoop loop) {
    loop.cancel();
    ending.put(loop.target(), loop);
  }

  /** A target is there again: a loop of it that has not ended does not say that its series have. */
  void isBack(Target target) {
    TargetLoop before = ending.get(target);
    if (before != null) {
      before.replaced();
    }
  }

  /**
   * Ends loops that were taken, beside each other, and waits for them: for a few seconds where
   * scrapes hang, however many they are.
   */
  void end(List<TargetLoop> gone) {
    Deadline deadline = Deadline.in(clock, PATIENCE);
    Parallel.map(
        gone,
        gone.size(),
        loop -> {
          loop.await(deadline);
          telling.lock();
          try {
            loop.end();
          } finally {
            telling.unlock();
            ending.remove(loop.target(), loop);
          }
          return loop;
        });
  }
}

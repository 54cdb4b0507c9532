package io.beltline.receiver.prometheus;

import io.beltline.api.Clock;
import io.beltline.api.Deadline;
import io.beltline.components.parts.Parallel;
import io.beltline.components.scrape.ScrapeConfig;
import io.beltline.components.scrape.ScrapeLoop;
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

  /** Those whose ends were refused, and who tells them again. */
  private final Map<TargetLoop, ScrapeLoop> refused = new ConcurrentHashMap<>();

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
   * scrapes hang, however many they are. Ends that are refused are told again at the interval of
   * their target, as often as those of a target that fails.
   */
  void end(List<TargetLoop> gone) {
    Deadline deadline = Deadline.in(clock, PATIENCE);
    Parallel.map(
        gone,
        gone.size(),
        loop -> {
          loop.await(deadline);
          if (!isTold(loop)) {
            Duration interval = loop.target().interval();
            ScrapeConfig pace = new ScrapeConfig(interval, interval, Duration.ZERO);
            ScrapeLoop again = new ScrapeLoop(clock, pace, () -> again(loop));
            refused.put(loop, again);
            again.start();
          }
          return loop;
        });
  }

  private boolean isTold(TargetLoop loop) {
    boolean told = true;
    telling.lock();
    try {
      told = loop.end();
    } finally {
      telling.unlock();
      if (told) {
        ending.remove(loop.target(), loop);
      }
    }
    return told;
  }

  private void again(TargetLoop loop) {
    if (isTold(loop)) {
      ScrapeLoop last = refused.remove(loop);
      if (last != null) {
        last.cancel();
      }
    }
  }

  /** Lets go those whose ends are not told yet. */
  void shutdown(Deadline deadline) {
    refused.forEach(
        (loop, again) -> {
          again.shutdown(deadline);
          loop.letGo();
        });
    refused.clear();
  }
}

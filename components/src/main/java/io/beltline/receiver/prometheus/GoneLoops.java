package io.beltline.receiver.prometheus;

import io.beltline.api.Clock;
import io.beltline.api.Deadline;
import io.beltline.components.parts.Parallel;
import io.beltline.components.scrape.ScrapeConfig;
import io.beltline.components.scrape.ScrapeLoop;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** The loops of targets that are gone, until they have ended. Safe for all threads. */
final class GoneLoops {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Clock clock;
  private final Map<Target, TargetLoop> ending = new ConcurrentHashMap<>();

  /** Those whose ends were refused, and who tells them again; guarded by itself. */
  private final Map<TargetLoop, ScrapeLoop> refused = new HashMap<>();

  /** Whether the receiver ends, so that nothing is told again; guarded by those refused. */
  private boolean ended;

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
            tellAgain(loop);
          }
          return loop;
        });
  }

  private void tellAgain(TargetLoop loop) {
    Duration interval = loop.target().interval();
    ScrapeConfig pace = new ScrapeConfig(interval, interval, Duration.ZERO);
    ScrapeLoop again = new ScrapeLoop(clock, pace, () -> again(loop));
    synchronized (refused) {
      if (!ended) {
        refused.put(loop, again);
        again.start();
        return;
      }
    }
    loop.letGo();
  }

  private boolean isTold(TargetLoop loop) {
    try {
      telling.lockInterruptibly();
    } catch (InterruptedException ends) {
      Thread.currentThread().interrupt();
      return false;
    }
    boolean told = true;
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
      ScrapeLoop last;
      synchronized (refused) {
        last = refused.remove(loop);
      }
      if (last != null) {
        last.cancel();
      }
    }
  }

  /** Tells nothing again from now on. */
  void cancel() {
    synchronized (refused) {
      ended = true;
      refused.values().forEach(ScrapeLoop::cancel);
    }
  }

  /** Lets go those whose ends are not told yet, and those that are refused from now on. */
  void shutdown(Deadline deadline) {
    cancel();
    Map<TargetLoop, ScrapeLoop> left;
    synchronized (refused) {
      left = Map.copyOf(refused);
      refused.clear();
    }
    left.forEach(
        (loop, again) -> {
          again.shutdown(deadline);
          loop.letGo();
        });
  }
}

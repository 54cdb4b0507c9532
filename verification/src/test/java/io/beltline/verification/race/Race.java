package io.beltline.verification.race;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;

/**
 * Runs a small race again and again: its actors begin together, each a little sooner or later than
 * last time, on a state made for the round; when all have ended, the round's verdict is asked for.
 */
final class Race implements AutoCloseable {
  private static final int LONGEST_DELAY = 300;
  private static final int STEP = 20;
  private static final int SPINS = 2_000;

  private final ExecutorService threads;

  /** A race of at most so many actors. */
  Race(int actors) {
    threads = Executors.newFixedThreadPool(actors, Thread.ofPlatform().name("actor ", 0).factory());
  }

  /** What an actor does. */
  @FunctionalInterface
  interface Actor {
    void act() throws Exception;
  }

  /**
   * Lets actors go along a row of small states, each act on one state taking nanoseconds: they wait
   * for each other every few states, so that they meet at many of them.
   */
  void along(int row, IntConsumer... acts) throws Exception {
    AtomicIntegerArray reached = new AtomicIntegerArray(acts.length);
    Actor[] actors = new Actor[acts.length];
    for (int a = 0; a < acts.length; a++) {
      int self = a;
      actors[a] =
          () -> {
            for (int i = 0; i < row; i++) {
              if (i % STEP == 0) {
                reached.set(self, i);
                meet(reached, i);
              }
              acts[self].accept(i);
            }
          };
    }
    round(actors);
  }

  private static void meet(AtomicIntegerArray reached, int step) {
    for (int other = 0; other < reached.length(); other++) {
      for (int spins = 0; reached.get(other) < step; spins++) {
        if (spins < SPINS) {
          Thread.onSpinWait();
        } else {
          Thread.yield();
        }
      }
    }
  }

  /** Lets the actors of a round run and waits for their end; the first failure is thrown. */
  void round(Actor... actors) throws Exception {
    AtomicInteger waiting = new AtomicInteger(actors.length);
    List<Future<?>> running = new ArrayList<>();
    for (Actor actor : actors) {
      running.add(threads.submit(beginning(waiting, actor)));
    }
    for (Future<?> each : running) {
      each.get();
    }
  }

  private static Callable<Boolean> beginning(AtomicInteger waiting, Actor actor) {
    return () -> {
      waiting.decrementAndGet();
      while (waiting.get() > 0) {
        Thread.yield();
      }
      for (int i = ThreadLocalRandom.current().nextInt(LONGEST_DELAY); i > 0; i--) {
        Thread.onSpinWait();
      }
      actor.act();
      return true;
    };
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

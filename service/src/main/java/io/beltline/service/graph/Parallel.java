package io.beltline.service.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Runs tasks that end components side by side. */
final class Parallel {
  private Parallel() {}

  /** Runs all to their ends, then throws the first failure, with the others suppressed. */
  static void run(List<? extends Runnable> tasks) {
    run(tasks, LastCall.THREADS);
  }

  /** The same with threads of a factory; the caller does what none can be had for. */
  static void run(List<? extends Runnable> tasks, ThreadFactory factory) {
    if (tasks.size() == 1) {
      tasks.getFirst().run();
      return;
    }
    List<FutureTask<Object>> all = new ArrayList<>();
    List<FutureTask<Object>> left = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (Runnable task : tasks) {
      FutureTask<Object> one = new FutureTask<>(Executors.callable(task));
      all.add(one);
      Thread thread = LastCall.begun(one, factory);
      if (thread == null) {
        left.add(one);
      } else {
        threads.add(thread);
      }
    }
    left.forEach(FutureTask::run); // when the others run: each may take all the time there is
    RuntimeException failure = await(all, threads);
    if (failure != null) {
      throw failure;
    }
  }

  private static @Nullable RuntimeException await(
      List<FutureTask<Object>> tasks, List<Thread> threads) {
    RuntimeException failure = null;
    boolean interrupted = false;
    for (FutureTask<Object> one : tasks) {
      while (true) {
        try {
          one.get();
          break;
        } catch (ExecutionException thrown) {
          RuntimeException wrapped = new IllegalStateException(thrown.getCause());
          if (failure == null) {
            failure = wrapped;
          } else {
            failure.addSuppressed(wrapped);
          }
          break;
        } catch (InterruptedException stop) {
          interrupted = true;
          threads.forEach(Thread::interrupt);
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return failure;
  }
}

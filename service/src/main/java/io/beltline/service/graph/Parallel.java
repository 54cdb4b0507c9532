package io.beltline.service.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs tasks that end components side by side. */
final class Parallel {
  private Parallel() {}

  /** Runs all to their ends, then throws the first failure, with the others suppressed. */
  static void run(List<? extends Runnable> tasks) {
    if (tasks.size() == 1) {
      tasks.getFirst().run();
      return;
    }
    RuntimeException failure = null;
    try (ExecutorService threads = Executors.newThreadPerTaskExecutor(LastCall.THREADS)) {
      List<Future<?>> running = new ArrayList<>();
      tasks.forEach(task -> running.add(threads.submit(task)));
      for (Future<?> one : running) {
        try {
          one.get();
        } catch (ExecutionException thrown) {
          RuntimeException wrapped = new IllegalStateException(thrown.getCause());
          if (failure == null) {
            failure = wrapped;
          } else {
            failure.addSuppressed(wrapped);
          }
        } catch (InterruptedException interrupted) {
          threads.shutdownNow();
          Thread.currentThread().interrupt();
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}

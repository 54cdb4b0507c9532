package io.beltline.service;

import io.beltline.api.ComponentException;
import io.beltline.config.Problem;
import io.beltline.service.admin.AdminSockets;
import io.beltline.service.graph.BrokenSwapException;
import io.beltline.service.logging.LibraryLog;
import io.beltline.service.logging.Logging;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;

/** A collector that is the whole of a process: signals in, exit code out. */
final class CollectorProcess {
  private static final int OK = 0;
  private static final int FAILED = 1;

  private final CollectorSettings settings;
  private final Logger logger = Logging.logger(Map.of());
  private final ReentrantLock reloading = new ReentrantLock();
  private final AtomicBoolean asked = new AtomicBoolean();

  CollectorProcess(CollectorSettings settings) {
    this.settings = settings;
  }

  int run() {
    LibraryLog.install();
    try (SystemClock clock = new SystemClock()) {
      Collector collector = new Collector(settings, clock, AdminSockets.of(settings.environment()));
      CompletableFuture<Integer> end = new CompletableFuture<>();
      CompletableFuture<Void> _ = collector.fatal().thenRun(() -> end.complete(FAILED));
      // before the start: who reads that it is ready may end it at once, and what was accepted must
      // still be delivered
      Signals.handle("TERM", name -> ended(name, end));
      Signals.handle("INT", name -> ended(name, end));
      // unhandled it would end the process
      CompletableFuture<Void> started = new CompletableFuture<>();
      Signals.handle(
          "HUP",
          _ -> {
            CompletableFuture<Void> _ = started.thenRun(() -> reloadAside(collector, end));
          });
      try {
        collector.start();
      } catch (InvalidConfigurationException invalid) {
        tell(invalid);
        return FAILED;
      } catch (ComponentException failure) {
        logger.error("{}", failure.getMessage());
        return FAILED;
      }
      started.complete(null);
      int code = end.join();
      collector.stop();
      return code;
    }
  }

  private void ended(String signal, CompletableFuture<Integer> end) {
    logger.atInfo().addKeyValue("signal", signal).log("Received signal from OS");
    end.complete(OK);
  }

  /** Signals that come while a reload runs are answered by one more. */
  private void reloadAside(Collector collector, CompletableFuture<Integer> end) {
    logger.atInfo().addKeyValue("signal", "HUP").log("Received signal from OS");
    if (asked.compareAndSet(false, true)) {
      Thread.startVirtualThread(
          () -> {
            reloading.lock();
            try {
              asked.set(false); // who asks from now on has changed something since
              reload(collector, end);
            } finally {
              reloading.unlock();
            }
          });
    }
  }

  void reload(Collector collector, CompletableFuture<Integer> end) {
    if (end.isDone()) {
      return;
    }
    try {
      collector.reload();
    } catch (InvalidConfigurationException invalid) {
      tell(invalid);
    } catch (ComponentException failure) {
      logger.error("the configuration was not reloaded: {}", failure.getMessage());
    } catch (IllegalStateException stopped) {
      logger.warn("the configuration was not reloaded: {}", stopped.getMessage());
    } catch (BrokenSwapException broken) {
      end.complete(FAILED); // before anything that may throw again
      logger.atError().setCause(broken).log("the reload failed half way; the collector ends");
    } catch (RuntimeException | Error bug) {
      logger.atError().setCause(bug).log("the reload failed; what runs goes on");
    }
  }

  private void tell(InvalidConfigurationException invalid) {
    for (Problem problem : invalid.problems()) {
      if (problem.fatal()) {
        logger.error("{}", problem);
      } else {
        logger.warn("{}", problem);
      }
    }
    logger.error("The configuration cannot be used.");
  }
}

package io.beltline.service;

import io.beltline.api.Clock;
import io.beltline.api.ComponentException;
import io.beltline.api.ComponentStatus;
import io.beltline.api.Deadline;
import io.beltline.api.ServiceView;
import io.beltline.config.Problem;
import io.beltline.service.books.Books;
import io.beltline.service.graph.Graph;
import io.beltline.service.graph.GraphBuilder;
import io.beltline.service.graph.Surroundings;
import io.beltline.service.graph.Swap;
import io.beltline.service.logging.Logging;
import io.beltline.service.metrics.MetricRegistry;
import io.beltline.service.metrics.ProcessMetrics;
import io.beltline.service.reporting.Reporters;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A collector: reads its configuration, runs the graph it describes, replaces it on reload, ends it
 * in order. Safe for all threads; start, reload and stop exclude each other.
 */
public final class Collector {
  private final CollectorSettings settings;
  private final Clock clock;
  private final String instance = InstanceId.random();
  private final Logger logger = Logging.logger(Map.of());
  private final MetricRegistry registry = new MetricRegistry();
  private final Surroundings surroundings;
  private final CollectorView view;
  private final MetricsPages pages;
  private final Reporters reporters;
  private final Swap swap;
  private final ReentrantLock lock = new ReentrantLock();
  private final CompletableFuture<ComponentStatus> fatal = new CompletableFuture<>();
  private volatile @Nullable Graph graph;

  /** A collector that does not run yet. The clock is the caller's to close. */
  public Collector(CollectorSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.view =
        new CollectorView(
            settings.build(), registry, clock.unixNanos(), this::statuses, this::statusTimes);
    this.surroundings =
        new Surroundings(
            clock, settings.build(), registry, new SharedRandom(), view, this::reported);
    this.pages = new MetricsPages(registry, surroundings.host("service:metrics"), logger);
    this.reporters =
        new Reporters(registry, surroundings.host("service:reporting"), logger, settings.build());
    this.swap = new Swap(surroundings, logger, settings.shutdownPatience());
    ProcessMetrics.register(registry, clock);
  }

  /**
   * Runs a collector until a signal or a fatal error ends it. SIGTERM and SIGINT end it, SIGHUP
   * reloads its configuration.
   *
   * @return the exit code: 0 after a signal, 1 after an error
   */
  public static int run(CollectorSettings settings) {
    return new CollectorProcess(settings).run();
  }

  /**
   * Reads the configuration, builds the graph and starts it.
   *
   * @throws InvalidConfigurationException if the configuration cannot be used; nothing was started
   * @throws ComponentException if a component cannot be built or started, or a metrics port cannot
   *     be opened; what had started is shut down again
   */
  public void start() {
    lock.lock();
    try {
      if (graph != null) {
        throw new IllegalStateException("the collector runs already");
      }
      LoadedPlan loaded = LoadedPlan.load(settings, instance);
      log(loaded).commit();
      logger
          .atInfo()
          .addKeyValue("Version", settings.build().version())
          .addKeyValue("NumCPU", Runtime.getRuntime().availableProcessors())
          .log("Starting {}...", settings.build().command());
      warn(loaded.warnings());
      Graph built = GraphBuilder.build(loaded.plan(), surroundings, null);
      try {
        pages(loaded).commit();
        reporters(loaded).commit();
        view.show(loaded);
        built.start(deadline());
      } catch (ComponentException failure) {
        reporters.close();
        pages.close();
        throw failure;
      }
      graph = built;
      view.ready(true);
      built.ready();
      logger.info("Everything is ready. Begin running and processing data.");
    } finally {
      lock.unlock();
    }
  }

  /**
   * Reads the configuration again and replaces what changed. If the new one cannot be used, built
   * or started, the old one goes on.
   *
   * @throws InvalidConfigurationException if the new configuration cannot be used; the old one
   *     never stopped
   * @throws ComponentException if the new graph cannot be built or started; the old one runs
   *     (again)
   * @throws io.beltline.service.graph.BrokenSwapException if the old one could not be started again
   *     either; the collector is of no use any more, but can be stopped
   */
  public void reload() {
    lock.lock();
    try {
      Graph running = graph;
      if (running == null) {
        throw new IllegalStateException("the collector does not run");
      }
      LoadedPlan loaded = LoadedPlan.load(settings, instance);
      warn(loaded.warnings());
      Telling telling = telling(loaded);
      boolean swapped = false;
      try {
        Swap.Outcome outcome = swap.to(loaded.plan(), running);
        graph = outcome.running();
        ComponentException failure = outcome.failure();
        if (failure != null) {
          throw failure;
        }
        swapped = true;
      } finally {
        if (!swapped) {
          telling.discard();
        }
      }
      view.show(loaded);
      telling.commit();
      logger.info("The configuration was reloaded.");
    } finally {
      lock.unlock();
    }
  }

  /** Ends everything in order, within the patience of the settings. Does nothing if not running. */
  public void stop() {
    lock.lock();
    try {
      Graph running = graph;
      if (running == null) {
        return;
      }
      logger.info("Starting shutdown...");
      view.ready(false);
      running.notReady();
      running.shutdown(deadline());
      reporters.close();
      pages.close();
      graph = null;
      logger.info("Shutdown complete.");
    } finally {
      lock.unlock();
    }
  }

  /** What extensions see. */
  public ServiceView view() {
    return view;
  }

  /** What became of every item; empty books if not running. */
  public Books books() {
    Graph running = graph;
    return running == null ? new Books(List.of(), List.of()) : running.books();
  }

  /** Completes when a component reports that the collector must end. */
  public CompletableFuture<ComponentStatus> fatal() {
    return fatal.copy();
  }

  /** The ports of the pages that show the collector's own metrics. */
  public List<Integer> metricsPorts() {
    lock.lock();
    try {
      return pages.ports();
    } finally {
      lock.unlock();
    }
  }

  private void reported(String key, ComponentStatus status) {
    switch (status.level()) {
      case FATAL_ERROR -> {
        logger
            .atError()
            .addKeyValue("component", key)
            .setCause(status.cause())
            .log(status.message());
        fatal.complete(status);
      }
      case PERMANENT_ERROR, RECOVERABLE_ERROR ->
          logger
              .atWarn()
              .addKeyValue("component", key)
              .addKeyValue("status", status.level())
              .log(status.message());
      case STARTING, OK, STOPPING, STOPPED -> {}
    }
  }

  private Map<String, ComponentStatus> statuses() {
    return surroundings.statuses();
  }

  private Map<String, Long> statusTimes() {
    return surroundings.statusTimes();
  }

  private MetricsPages.Change pages(LoadedPlan loaded) {
    return pages.prepare(loaded.telemetry().metrics().pages(), loaded.resource());
  }

  private static Logging.Change log(LoadedPlan loaded) {
    try {
      return Logging.prepare(loaded.telemetry().logSettings(loaded.resource()));
    } catch (IOException unopened) {
      throw new ComponentException(
          "service::telemetry::logs::output_paths: " + unopened.getMessage(), unopened);
    }
  }

  private Reporters.Change reporters(LoadedPlan loaded) {
    return reporters.prepare(loaded.telemetry(), loaded.resource());
  }

  /** How the collector tells of itself from a reload on: all of it, or a failure and none. */
  private Telling telling(LoadedPlan loaded) {
    MetricsPages.Change nextPages = pages(loaded);
    try {
      Reporters.Change nextReporters = reporters(loaded);
      try {
        return new Telling(nextPages, nextReporters, log(loaded));
      } catch (ComponentException failure) {
        nextReporters.discard();
        throw failure;
      }
    } catch (ComponentException failure) {
      nextPages.discard();
      throw failure;
    }
  }

  private record Telling(
      MetricsPages.Change pages, Reporters.Change reporters, Logging.Change log) {

    void commit() {
      log.commit();
      pages.commit();
      reporters.commit();
    }

    void discard() {
      pages.discard();
      reporters.discard();
      log.discard();
    }
  }

  private void warn(List<Problem> warnings) {
    warnings.forEach(warning -> logger.warn("{}", warning));
  }

  private Deadline deadline() {
    return Deadline.in(clock, settings.shutdownPatience());
  }
}

package io.beltline.service;

import io.beltline.api.ByteAccount;
import io.beltline.api.Clock;
import io.beltline.api.ComponentException;
import io.beltline.api.ComponentStatus;
import io.beltline.api.Deadline;
import io.beltline.api.ServiceView;
import io.beltline.config.Problem;
import io.beltline.delivery.Delivery;
import io.beltline.service.admin.AdminSockets;
import io.beltline.service.admin.AdminSource;
import io.beltline.service.admin.QueueId;
import io.beltline.service.books.Books;
import io.beltline.service.books.LedgerAudit;
import io.beltline.service.books.LedgerReading;
import io.beltline.service.graph.Graph;
import io.beltline.service.graph.GraphBuilder;
import io.beltline.service.graph.Surroundings;
import io.beltline.service.graph.Swap;
import io.beltline.service.logging.Logging;
import io.beltline.service.metrics.MetricRegistry;
import io.beltline.service.metrics.ProcessMetrics;
import io.beltline.transport.tls.TlsFiles;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A collector: reads its configuration, runs the graph it describes, replaces it on reload, ends it
 * in order. Safe for all threads; start, the swap of a reload and stop exclude each other.
 */
public final class Collector {
  private final CollectorSettings settings;
  private final Clock clock;
  private final String instance = InstanceId.random();
  private final Logger logger = Logging.logger(Map.of());
  private final MetricRegistry registry;
  private final Surroundings surroundings;
  private final CollectorView view;
  private final Outside outside;
  private final Swap swap;
  private final LedgerAudit audit;
  private final ReentrantLock lock = new ReentrantLock();

  /** Has reloads follow each other from the reading on. Taken before the other. */
  private final ReentrantLock reloads = new ReentrantLock();

  private final CompletableFuture<ComponentStatus> fatal = new CompletableFuture<>();
  private volatile @Nullable Graph graph;

  /**
   * A collector that does not run yet and has no admin socket. The clock is the caller's to close.
   */
  public Collector(CollectorSettings settings, Clock clock) {
    this(settings, clock, null);
  }

  /** The same with an admin socket, if the configuration does not say otherwise. */
  Collector(CollectorSettings settings, Clock clock, @Nullable AdminSockets sockets) {
    this.settings = settings;
    this.clock = clock;
    this.registry = new MetricRegistry(clock::unixNanos);
    this.view =
        new CollectorView(
            settings.build(), registry, clock.unixNanos(), this::statuses, this::statusTimes);
    ByteAccount memory = new ByteAccount(TelemetryRoom.bytes());
    this.surroundings =
        new Surroundings(
            clock, settings.build(), registry, new SharedRandom(), view, memory, this::reported);
    this.swap = new Swap(surroundings, logger, settings.shutdownPatience());
    this.audit =
        new LedgerAudit(
            surroundings::ledger,
            clock,
            registry,
            logger,
            status -> surroundings.show("service:ledger", status));
    this.outside =
        new Outside(
            registry,
            surroundings,
            settings.build(),
            logger,
            new AdminSource(this::queues, surroundings::ledger, audit, view, clock),
            sockets);
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
      Outside.log(loaded).commit();
      ProcessSize.fit(loaded.plan(), logger);
      logger
          .atInfo()
          .addKeyValue("Version", settings.build().version())
          .addKeyValue("NumCPU", Runtime.getRuntime().availableProcessors())
          .log("Starting {}...", settings.build().command());
      warn(loaded.warnings());
      Graph built = GraphBuilder.build(loaded.plan(), surroundings, null);
      Outside.Change shown = outside.prepare(loaded);
      shown.begin();
      view.show(loaded);
      try {
        built.start(deadline());
      } catch (ComponentException failure) {
        shown.admin().discard();
        outside.close();
        throw failure;
      }
      graph = built;
      view.ready(true);
      built.ready();
      audit.start();
      YoungGeneration.growAtWork(logger);
      shown.ready();
      logger.info("Everything is ready. Begin running and processing data.");
    } finally {
      lock.unlock();
    }
  }

  /**
   * Reads the configuration again, with the files it names, and replaces what changed. If the new
   * one cannot be used, built or started, the old one goes on.
   *
   * @throws InvalidConfigurationException if the new configuration cannot be used; the old one
   *     never stopped
   * @throws ComponentException if the new graph cannot be built or started; the old one runs
   *     (again)
   * @throws io.beltline.service.graph.BrokenSwapException if the old one could not be started again
   *     either; the collector is of no use any more, but can be stopped
   * @throws IllegalStateException if the collector does not run, or has ended meanwhile
   */
  public void reload() {
    reloads.lock();
    try {
      if (graph == null) {
        throw new IllegalStateException("the collector does not run");
      }
      replace(LoadedPlan.load(settings, instance)); // may take long: a stop does not wait for it
    } finally {
      reloads.unlock();
    }
  }

  private void replace(LoadedPlan loaded) {
    lock.lock();
    try {
      Graph running = graph;
      if (running == null) {
        throw new IllegalStateException("the collector has ended");
      }
      warn(loaded.warnings());
      ProcessSize.compare(loaded.plan(), logger);
      Logging.Change log = Outside.log(loaded);
      Outside.Change shown;
      try {
        shown = outside.prepare(loaded);
      } catch (ComponentException failure) {
        log.discard();
        throw failure;
      }
      boolean swapped = false;
      try {
        Swap.Outcome outcome = swap.to(loaded.plan(), running, shown::makeWay);
        graph = outcome.running();
        ComponentException failure = outcome.failure();
        if (failure != null) {
          throw failure;
        }
        swapped = true;
      } finally {
        if (!swapped) {
          shown.discard();
          log.discard();
        }
      }
      TlsFiles.readAgain(); // those of components that go on
      view.show(loaded);
      log.commit();
      shown.begin();
      shown.ready();
      logger.info("The configuration was reloaded.");
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends everything in order, within the patience of the settings, of which a reload under way
   * takes its part; one that still reads comes to nothing. A start under way is waited for before.
   * Does nothing if not running.
   */
  public void stop() {
    Deadline deadline = lock();
    if (deadline == null) {
      logger.error("The reload under way does not end. What waits in memory is lost.");
      return;
    }
    try {
      Graph running = graph;
      if (running == null) {
        return;
      }
      logger.info("Starting shutdown...");
      view.ready(false);
      running.notReady();
      Waiting.of(queues()).tell(deadline, logger);
      running.shutdown(deadline, swap::awaitParted);
      audit.stop();
      outside.close();
      graph = null;
      logger.info("Shutdown complete.");
    } finally {
      swap.ended();
      lock.unlock();
    }
  }

  /** Takes the lock: the deadline of the stop, or null if a reload does not give it up by then. */
  private @Nullable Deadline lock() {
    if (graph == null) { // a start perhaps, which cannot be hastened
      lock.lock();
      return deadline();
    }
    Deadline deadline = deadline();
    swap.hasten(deadline);
    try {
      return lock.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS) ? deadline : null;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      lock.lock();
      return deadline;
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

  /** What became of every item since the collector was made, over every reload. */
  public LedgerReading ledger() {
    return surroundings.ledger();
  }

  /** Completes when a component reports that the collector must end. */
  public CompletableFuture<ComponentStatus> fatal() {
    return fatal.copy();
  }

  /** The ports of the pages that show the collector's own metrics. */
  public List<Integer> metricsPorts() {
    lock.lock();
    try {
      return outside.metricsPorts();
    } finally {
      lock.unlock();
    }
  }

  /** The port the admin API listens on beside its socket; -1 if there is none. */
  public int adminPort() {
    lock.lock();
    try {
      return outside.adminPort();
    } finally {
      lock.unlock();
    }
  }

  private SortedMap<QueueId, Delivery> queues() {
    Graph running = graph;
    return running == null ? new TreeMap<>() : running.deliveries();
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
      case PERMANENT_ERROR, RECOVERABLE_ERROR -> // who reports it has told it in its own words
          logger
              .atDebug()
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

  private void warn(List<Problem> warnings) {
    warnings.forEach(warning -> logger.warn("{}", warning));
  }

  private Deadline deadline() {
    return Deadline.in(clock, settings.shutdownPatience());
  }
}

package io.beltline.service;

import io.beltline.api.Admission;
import io.beltline.api.BuildInfo;
import io.beltline.api.ComponentException;
import io.beltline.service.admin.AdminApi;
import io.beltline.service.admin.AdminServer;
import io.beltline.service.admin.AdminSockets;
import io.beltline.service.admin.AdminSource;
import io.beltline.service.graph.Surroundings;
import io.beltline.service.logging.Logging;
import io.beltline.service.metrics.MetricRegistry;
import io.beltline.service.reporting.Reporters;
import io.beltline.transport.ServerSettings;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * How a collector shows itself to the outside: pages and reports of its own metrics and log, and
 * the admin API. Used by one thread at a time.
 */
final class Outside {
  private final MetricsPages pages;
  private final Reporters reporters;
  private final AdminServer admin;

  Outside(
      MetricRegistry registry,
      Surroundings surroundings,
      BuildInfo build,
      Logger logger,
      AdminSource source,
      @Nullable AdminSockets sockets) {
    this.pages = new MetricsPages(registry, surroundings.host("service:metrics"), logger);
    this.reporters = new Reporters(registry, surroundings.host("service:reporting"), logger, build);
    this.admin =
        new AdminServer(
            new AdminApi(source),
            new ServerSettings(
                surroundings.host("service:admin"), logger, registry, Admission.UNLIMITED),
            sockets);
  }

  /**
   * The log as a configuration says, not in force yet.
   *
   * @throws ComponentException if a file of it cannot be opened; then nothing has changed
   */
  static Logging.Change log(LoadedPlan loaded) {
    try {
      return Logging.prepare(loaded.telemetry().logSettings(loaded.resource()));
    } catch (IOException unopened) {
      throw new ComponentException(
          "service::telemetry::logs::output_paths: " + unopened.getMessage(), unopened);
    }
  }

  /**
   * Everything else as a configuration says, not in force yet.
   *
   * @throws ComponentException if a port or file of it cannot be opened; then nothing has changed
   */
  Change prepare(LoadedPlan loaded) {
    MetricsPages.Change nextPages =
        pages.prepare(loaded.telemetry().metrics().pages(), loaded.resource());
    try {
      Reporters.Change nextReporters = reporters.prepare(loaded.telemetry(), loaded.resource());
      try {
        return new Change(nextPages, nextReporters, admin.prepare(loaded.admin()));
      } catch (ComponentException failure) {
        nextReporters.discard();
        throw failure;
      }
    } catch (ComponentException failure) {
      nextPages.discard();
      throw failure;
    }
  }

  /** Shows nothing any more. */
  void close() {
    admin.close();
    reporters.close();
    pages.close();
  }

  /** The ports of the pages. */
  List<Integer> metricsPorts() {
    return pages.ports();
  }

  /** The port of the admin API, -1 if it has none. */
  int adminPort() {
    return admin.port();
  }

  /** What is not in force yet. */
  record Change(MetricsPages.Change pages, Reporters.Change reporters, AdminServer.Change admin) {

    /**
     * Closes what will not be open any more: a component may want its port. {@link #discard} opens
     * it again.
     */
    void makeWay() {
      pages.makeWay();
      admin.makeWay();
    }

    /** Puts in force what is shown from the start on. */
    void begin() {
      pages.commit();
      reporters.commit();
    }

    /** Puts in force what is shown once all is ready. */
    void ready() {
      admin.commit();
    }

    void discard() {
      pages.discard();
      reporters.discard();
      admin.discard();
    }
  }
}

package io.beltline.verification.config;

import io.beltline.api.BuildInfo;
import io.beltline.api.ComponentException;
import io.beltline.config.Problem;
import io.beltline.distribution.StandardComponents;
import io.beltline.service.Collector;
import io.beltline.service.CollectorSettings;
import io.beltline.service.Validation;
import io.beltline.testkit.FakeClock;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A configuration put to the test: checked, and started on a clock that stands still, so that
 * nothing is scraped or sent.
 *
 * @param settings the collector's settings
 */
record Trial(CollectorSettings settings) {
  private static final BuildInfo BUILD = new BuildInfo("beltline", "Beltline", "test");

  /**
   * A trial.
   *
   * @param folder where relative locations begin
   * @param locations each over those before it
   * @param environment the environment variables
   */
  static Trial of(Path folder, List<String> locations, Map<String, String> environment) {
    return new Trial(
        new CollectorSettings(
            BUILD,
            StandardComponents.factories(),
            locations,
            List.of(),
            environment,
            folder,
            List.of(),
            Duration.ofSeconds(5)));
  }

  /** Errors and warnings. */
  List<Problem> check() {
    return Validation.check(settings);
  }

  /**
   * Starts and stops a collector.
   *
   * @return what kept it from starting, or nothing
   * @throws AssertionError if a port it needs is taken on this machine
   */
  String start() {
    Collector collector = new Collector(settings, new FakeClock());
    try {
      collector.start();
      return "";
    } catch (ComponentException failure) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof BindException) {
          throw new AssertionError(
              settings.locations()
                  + " needs a port that another program on this machine holds; end that program"
                  + " and run the test again: "
                  + failure.getMessage(),
              failure);
        }
      }
      return String.valueOf(failure.getMessage());
    } finally {
      collector.stop();
    }
  }
}

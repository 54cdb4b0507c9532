package io.beltline.distribution.test;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What users write in a test file.
 *
 * @param config the configurations that are tested, each over those before it
 * @param environment environment variables for them
 * @param now what the clock shows when a test begins
 * @param tests the tests
 */
public record TestFile(
    @Default("[config.yaml]")
        @Doc("The configuration: a file beside the test file, or several, each over those before.")
        List<String> config,
    @Default("{}") @Doc("Environment variables for the configuration, over those of the process.")
        Map<String, String> environment,
    @Default("2026-01-01T00:00:00Z") @Doc("What the clock shows when a test begins.") String now,
    @Doc("The tests; each begins with a fresh start of the configuration.") List<TestCase> tests)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    try {
      Instant.parse(now);
    } catch (DateTimeParseException wrong) {
      problems.add(
          "now", "\"%s\" is no time (expected: such as 2026-01-01T00:00:00Z)".formatted(now));
    }
    if (config.isEmpty()) {
      problems.add("config", "is empty (expected: a file such as config.yaml)");
    }
    if (tests.isEmpty()) {
      problems.add("tests", "is empty (expected: at least one test)");
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < tests.size(); i++) {
      if (!names.add(tests.get(i).name())) {
        problems.add("tests::" + i + "::name", "is the name of a test before (expected: its own)");
      }
    }
  }

  /** What the clock shows when a test begins, Unix nanoseconds. */
  long unixNanos() {
    Instant instant = Instant.parse(now);
    return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
  }
}

package io.beltline.distribution.test;

import io.beltline.config.Problem;
import java.nio.file.Path;
import java.util.List;

/**
 * What came of a test file.
 *
 * @param file the file
 * @param problems what is wrong with it or with its configuration; if one is fatal, nothing was run
 * @param outcomes what came of its tests
 */
record FileOutcome(Path file, List<Problem> problems, List<Outcome> outcomes) {

  boolean unusable() {
    return problems.stream().anyMatch(Problem::fatal);
  }

  boolean passed() {
    return !unusable() && !outcomes.isEmpty() && outcomes.stream().allMatch(Outcome::passed);
  }
}

package io.beltline.distribution.test;

import io.beltline.config.Position;
import java.util.List;

/**
 * What came of a test.
 *
 * @param name what it is called
 * @param position where it is written
 * @param failures what was not as expected; none if it passed
 * @param log what components logged as warnings or errors
 * @param nanos how long it took
 */
record Outcome(
    String name, Position position, List<Failure> failures, List<String> log, long nanos) {

  /** An expectation that was not met. */
  record Failure(Position position, String what, List<String> lines) {}

  boolean passed() {
    return failures.isEmpty();
  }
}

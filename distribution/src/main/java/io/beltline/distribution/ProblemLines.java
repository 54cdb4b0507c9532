package io.beltline.distribution;

import io.beltline.config.Problem;
import java.util.List;

/** Tells problems on standard error, a line each. */
final class ProblemLines {
  private ProblemLines() {}

  /** Prints all. */
  static void print(List<Problem> problems) {
    for (Problem problem : problems) {
      System.err.println((problem.fatal() ? "error: " : "warning: ") + problem);
    }
  }
}

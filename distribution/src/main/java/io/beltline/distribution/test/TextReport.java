package io.beltline.distribution.test;

import io.beltline.config.Problem;
import io.beltline.service.trial.PlacedRule;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * Tells people what came of tests.
 *
 * @param out where to
 */
record TextReport(PrintWriter out) {
  private static final int MOST_TEXT = 100;

  /** One file. */
  void file(FileOutcome file) {
    out.println(file.file());
    for (Problem problem : file.problems()) {
      out.println((problem.fatal() ? "  error: " : "  warning: ") + problem);
    }
    for (Outcome outcome : file.outcomes()) {
      out.println((outcome.passed() ? "  ok    " : "  FAIL  ") + outcome.name());
      for (Outcome.Failure failure : outcome.failures()) {
        out.println("        %s: %s".formatted(failure.position(), failure.what()));
        failure.lines().forEach(line -> out.println("          " + line));
      }
      if (!outcome.passed()) {
        outcome.log().forEach(line -> out.println("          log: " + line));
      }
    }
    out.flush();
  }

  /** All together. */
  void summary(List<FileOutcome> files, Coverage coverage) {
    List<PlacedRule> unreached = coverage.unreached();
    if (!unreached.isEmpty()) {
      out.println();
      out.println("Not reached by any test:");
      unreached.forEach(rule -> out.println("  " + words(rule)));
    }
    List<Outcome> all = files.stream().flatMap(file -> file.outcomes().stream()).toList();
    long failed = all.stream().filter(outcome -> !outcome.passed()).count();
    long problems =
        files.stream().flatMap(f -> f.problems().stream()).filter(Problem::fatal).count();
    double seconds = all.stream().mapToLong(Outcome::nanos).sum() / 1e9;
    out.println();
    out.printf(
        Locale.ROOT,
        "%d tests in %d files: %d passed, %d failed%s; %d of %d rules reached; %.2f s%n",
        all.size(),
        files.size(),
        all.size() - failed,
        failed,
        problems == 0 ? "" : ", " + problems + " errors in files",
        coverage.rules() - unreached.size(),
        coverage.rules(),
        seconds);
    out.flush();
  }

  private static String words(PlacedRule rule) {
    String text = rule.text().replaceAll("\\s+", " ");
    return "%s %s of %s%s"
        .formatted(
            rule.position(),
            rule.rule().kind(),
            rule.component(),
            text.isEmpty()
                ? " (" + rule.rule().label() + ")"
                : ": " + (text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) + "..." : text));
  }
}

package io.beltline.verification.config;

import io.beltline.config.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of one configuration: a row of the table.
 *
 * @param file its name
 * @param outcome in a word
 * @param reason the first fault of the file itself with its line and column, and how many more
 * @param lacks the components it uses that Beltline lacks
 */
record Row(String file, Outcome outcome, String reason, String lacks) {
  private static final Pattern LACKS =
      Pattern.compile("the (\\w+ \"[^\"]+\") of the OpenTelemetry Collector is not supported.*");

  /** What can become of a configuration. */
  enum Outcome {
    /** It is valid and the collector starts. */
    LOADED("loaded"),
    /** It is valid but for components that Beltline lacks. */
    LACKING("components lacking"),
    /** It is at fault. */
    REFUSED("refused"),
    /** It is valid and names something that this machine does not have. */
    NOT_STARTED("not started");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    /** As the table says it. */
    String words() {
      return words;
    }
  }

  /** Tries a configuration. */
  static Row of(String file, Trial trial) {
    List<String> lacks = new ArrayList<>();
    List<Problem> faults = new ArrayList<>();
    for (Problem problem : trial.check()) {
      Matcher lacking = LACKS.matcher(problem.message());
      if (problem.fatal() && lacking.matches()) {
        lacks.add(lacking.group(1).replace("\"", "") + " " + place(problem));
      } else if (problem.fatal()) {
        faults.add(problem);
      }
    }
    String lacking = String.join(", ", lacks);
    if (!faults.isEmpty()) {
      Problem first = faults.getFirst();
      String more = faults.size() == 1 ? "" : " (and %d more)".formatted(faults.size() - 1);
      String reason = place(first) + " " + first.path() + ": " + first.message() + more;
      return new Row(file, Outcome.REFUSED, reason, lacking);
    }
    if (!lacks.isEmpty()) {
      return new Row(file, Outcome.LACKING, "", lacking);
    }
    String failure = trial.start();
    return new Row(
        file, failure.isEmpty() ? Outcome.LOADED : Outcome.NOT_STARTED, failure, lacking);
  }

  /** The row as Markdown. */
  String line() {
    return "| %s | %s | %s | %s |"
        .formatted(file, outcome.words, reason.replace("|", "\\|"), lacks)
        .replace("|  |", "| |")
        .replace("|  |", "| |");
  }

  private static String place(Problem problem) {
    return problem.position().line() + ":" + problem.position().column();
  }
}

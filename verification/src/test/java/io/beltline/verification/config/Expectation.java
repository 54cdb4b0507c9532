package io.beltline.verification.config;

import io.beltline.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A problem that a broken configuration says it has: {@code #! 7:14 words of the message}.
 *
 * @param place the line and column
 * @param words what path and message contain
 */
record Expectation(String place, String words) {
  private static final Pattern LINE = Pattern.compile("#! (\\d+:\\d+) (.+)");

  /** The expectations of a file. */
  static List<Expectation> of(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .map(line -> new Expectation(line.group(1), line.group(2)))
        .toList();
  }

  /** Whether a problem is the one. */
  boolean meets(Problem problem) {
    String at = problem.position().line() + ":" + problem.position().column();
    return at.equals(place) && (problem.path() + ": " + problem.message()).contains(words);
  }
}

package io.beltline.benchmarks.pattern;

import io.beltline.benchmarks.payload.LogLines;
import io.beltline.ottl.pattern.Captures;
import io.beltline.ottl.pattern.InvalidPatternException;
import io.beltline.ottl.pattern.NamedGroup;
import io.beltline.ottl.pattern.TextPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures how fast lines are taken apart by the named groups of an expression: by RE2/J, by
 * java.util.regex, which is not linear, and by what expressions are compiled to here. Each group is
 * made a text, as {@code regex_parser} does.
 */
public final class PatternBenchmarks {
  private static final int ROUNDS = 5;
  private static final long NANOS = 1_000_000_000L;
  private static final Map<String, String> EXPRESSIONS =
      new TreeMap<>(
          Map.of(
              "1 scenario 20",
                  "^(?P<time>\\S+) (?P<level>[A-Z]+) \\[(?P<thread>[^\\]]+)\\] (?P<logger>\\S+) -"
                      + " (?P<message>.*)$",
              "2 not anchored",
                  "(?P<time>\\S+) (?P<level>[A-Z]+) \\[(?P<thread>[^\\]]+)\\] (?P<logger>\\S+) -"
                      + " (?P<message>.*)",
              "3 lazy",
                  "^(?P<time>.*?) (?P<level>.*?) \\[(?P<thread>.*?)\\] (?P<logger>.*?) -"
                      + " (?P<message>.*)$",
              "4 two groups in the middle", "status=(?P<status>\\d+) took=(?P<took>\\d+)ms",
              "5 no match", "^(?P<time>\\S+) (?P<level>[A-Z]+) \\((?P<thread>[^)]+)\\) "));

  private PatternBenchmarks() {}

  /** A way to take a line apart; it gives the size of what was found. */
  @FunctionalInterface
  private interface Way {
    int apply(String line);
  }

  /** The argument: a directory for the table. */
  public static void main(String[] arguments) throws IOException, InvalidPatternException {
    List<String> lines = LogLines.lines();
    List<String> rows = new ArrayList<>();
    rows.add(
        "| expression | RE2/J, lines/s | ns a line | java.util.regex, ns | here, lines/s | ns |");
    rows.add("|---|---|---|---|---|---|");
    for (Map.Entry<String, String> expression : EXPRESSIONS.entrySet()) {
      TextPattern pattern = TextPattern.of(expression.getValue());
      double before = nanos(lines, line -> re2(pattern, line));
      Pattern java = Pattern.compile(pattern.text().replace("(?P<", "(?<"));
      double other = nanos(lines, line -> size(java.matcher(line)));
      double after = nanos(lines, line -> here(pattern, line));
      rows.add(
          String.format(
              "| %s | %,.0f | %,.0f | %,.0f | %,.0f | %,.0f |",
              expression.getKey(), NANOS / before, before, other, NANOS / after, after));
    }
    Files.write(Files.createDirectories(Path.of(arguments[0])).resolve("patterns.md"), rows);
    rows.forEach(System.out::println);
  }

  private static int re2(TextPattern pattern, String line) {
    var matcher = pattern.re2().matcher(line);
    if (!matcher.find()) {
      return 0;
    }
    int size = 0;
    for (NamedGroup group : pattern.namedGroups()) {
      size += matcher.group(group.number()).length();
    }
    return size;
  }

  private static int size(Matcher matcher) {
    int size = 0;
    if (matcher.find()) {
      for (int group = 1; group <= matcher.groupCount(); group++) {
        size += matcher.group(group).length();
      }
    }
    return size;
  }

  private static int here(TextPattern pattern, String line) {
    Captures match = pattern.captures(line);
    if (!match.next()) {
      return 0;
    }
    int size = 0;
    for (NamedGroup group : pattern.namedGroups()) {
      size += match.text(group.number()).length();
    }
    return size;
  }

  /** The best of some rounds of a second each, the first of which warms up. */
  private static double nanos(List<String> lines, Way way) {
    double best = Double.MAX_VALUE;
    long size = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      long done = 0;
      while (System.nanoTime() - start < NANOS) {
        for (int i = 0; i < 1024; i++) {
          size += way.apply(lines.get((int) (done++ % lines.size())));
        }
      }
      best = Math.min(best, (double) (System.nanoTime() - start) / done);
    }
    return size < 0 ? Double.NaN : best;
  }
}

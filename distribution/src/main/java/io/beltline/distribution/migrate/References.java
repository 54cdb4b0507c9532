package io.beltline.distribution.migrate;

import io.beltline.config.Position;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites references to environment variables, and tells those that cannot be rewritten: they stay
 * as literal text. One thread.
 */
final class References {
  private static final Pattern DOLLAR = Pattern.compile("\\$\\{([^}]*)(\\}?)|\\$");
  private static final Pattern VARIABLE =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?::(.*))?", Pattern.DOTALL);

  private final List<String> lines;
  private final String source;
  private final Report report;
  private final Set<String> told = new HashSet<>();

  /**
   * The references of an old configuration.
   *
   * @param text its text, in which the places of references are looked up
   * @param source its name
   */
  References(String text, String source, Report report) {
    this.lines = text.lines().toList();
    this.source = source;
    this.report = report;
  }

  /** A text of the old configuration as one of the new. */
  String rewritten(String text) {
    return DOLLAR
        .matcher(text)
        .replaceAll(
            match -> {
              String inside = match.group(1);
              boolean whole = inside != null && "}".equals(match.group(2));
              return Matcher.quoteReplacement(
                  whole ? reference(match.group(), inside) : literal(match.group()));
            });
  }

  private static String literal(String text) {
    return text.replace("$", "$$");
  }

  private String reference(String whole, String inside) {
    Matcher variable = VARIABLE.matcher(inside);
    if (!variable.matches() || inside.contains("${")) {
      if (!inside.matches("\\d+") && told.add(whole)) { // digits are the group of a pattern
        report.missing(
            place(whole), "reference " + whole, "stays as text: it names no environment variable");
      }
      return literal(whole);
    }
    String name = String.valueOf(variable.group(1));
    String otherwise = variable.group(2);
    if (otherwise != null && otherwise.startsWith("?")) {
      if (told.add(whole)) {
        report.differs(
            place(whole), "reference " + whole, "a variable that is not set is empty, no error");
      }
      return "${env:" + name + "}";
    }
    boolean bare = otherwise == null || otherwise.isEmpty();
    return "${env:" + name + (bare ? "" : ":-" + literal(otherwise)) + "}";
  }

  private Position place(String reference) {
    for (int i = 0; i < lines.size(); i++) {
      int column = lines.get(i).indexOf(reference);
      if (column >= 0 && !lines.get(i).stripLeading().startsWith("#")) {
        return new Position(source, i + 1, lines.get(i).codePointCount(0, column) + 1);
      }
    }
    return Position.of(source);
  }
}

package io.beltline.distribution.test;

import io.beltline.config.Problem;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes what came of tests as the XML that build servers read: a suite for each file. */
final class JUnitReport {
  private final StringBuilder out = new StringBuilder(1024);

  private JUnitReport() {}

  /** The document. */
  static String of(List<FileOutcome> files) {
    JUnitReport report = new JUnitReport();
    report.out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    files.forEach(report::suite);
    return report.out.append("</testsuites>\n").toString();
  }

  private void suite(FileOutcome file) {
    long failures = file.outcomes().stream().filter(outcome -> !outcome.passed()).count();
    double seconds = file.outcomes().stream().mapToLong(Outcome::nanos).sum() / 1e9;
    out.append("  <testsuite name=\"").append(escaped(file.file().toString())).append('"');
    out.append(
        String.format(
            Locale.ROOT,
            " tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"0\" time=\"%.3f\">%n",
            file.outcomes().size() + (file.unusable() ? 1 : 0),
            failures,
            file.unusable() ? 1 : 0,
            seconds));
    if (file.unusable()) {
      String words =
          file.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
      begin("the file can be used", file, 0);
      out.append(">\n      <error message=\"the file or its configuration is wrong\">")
          .append(escaped(words))
          .append("</error>\n    </testcase>\n");
    }
    file.outcomes().forEach(outcome -> test(file, outcome));
    out.append("  </testsuite>\n");
  }

  private void begin(String name, FileOutcome file, double seconds) {
    out.append("    <testcase name=\"").append(escaped(name));
    out.append("\" classname=\"").append(escaped(file.file().toString()));
    out.append(String.format(Locale.ROOT, "\" time=\"%.3f\"", seconds));
  }

  private void test(FileOutcome file, Outcome outcome) {
    begin(outcome.name(), file, outcome.nanos() / 1e9);
    if (outcome.passed()) {
      out.append("/>\n");
      return;
    }
    out.append(">\n");
    for (Outcome.Failure failure : outcome.failures()) {
      out.append("      <failure message=\"")
          .append(escaped(failure.position() + ": " + failure.what()))
          .append("\">")
          .append(escaped(String.join("\n", failure.lines())))
          .append("</failure>\n");
    }
    if (!outcome.log().isEmpty()) {
      out.append("      <system-err>")
          .append(escaped(String.join("\n", outcome.log())))
          .append("</system-err>\n");
    }
    out.append("    </testcase>\n");
  }

  /** A text with what XML gives a meaning escaped, and without what XML cannot hold. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                default -> {
                  boolean allowed =
                      c == '\n'
                          || c == '\t'
                          || (c >= ' ' && c < 0xD800)
                          || (c >= 0xE000 && c < 0xFFFE)
                          || c > 0xFFFF;
                  safe.appendCodePoint(allowed ? c : 0xFFFD);
                }
              }
            });
    return safe.toString();
  }
}

package io.beltline.distribution.migrate;

import java.util.ArrayList;
import java.util.List;

/**
 * What an old configuration became.
 *
 * @param yaml the new configuration
 * @param report what was done and what was not
 */
public record Migration(String yaml, Report report) {

  /** The lines of the report and their sum. */
  public List<String> told() {
    List<String> lines =
        new ArrayList<>(report.lines().stream().map(Report.Line::toString).toList());
    lines.add(
        "%d parts done, %d with a difference, %d missing"
            .formatted(
                report.count(Report.Verdict.DONE),
                report.count(Report.Verdict.DIFFERS),
                report.count(Report.Verdict.MISSING)));
    return lines;
  }
}

package io.beltline.distribution.migrate.filebeat;

import io.beltline.distribution.migrate.Options;
import io.beltline.distribution.migrate.Ottl;
import io.beltline.distribution.migrate.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lines that are put together. */
final class Multiline {
  private Multiline() {}

  static void add(
      Options multiline, Map<String, Object> keys, List<Object> operators, Report report) {
    String type = multiline.text("type", "pattern");
    String pattern = multiline.text("pattern", "");
    boolean negate = multiline.bool("negate", false);
    boolean after = multiline.text("match", "after").equals("after");
    multiline.pass("max_lines", "timeout", "flush_pattern", "skip_newline");
    if (!type.equals("pattern") || pattern.isEmpty()) {
      report.missing(
          multiline.place(), "multiline " + type, "only a pattern says what belongs together");
    } else if (after && negate && operators.isEmpty()) {
      keys.put("multiline", Map.of("line_start_pattern", pattern));
      report.done(multiline.place(), "multiline", "multiline::line_start_pattern");
    } else {
      operators.add(recombine(pattern, negate, after));
      report.done(multiline.place(), "multiline", "the operator recombine");
    }
    multiline.tellRest(report);
  }

  /**
   * Lines that match, or with negate those that do not, belong to the line before them (after) or
   * to the one behind them (before).
   */
  private static Map<String, Object> recombine(String pattern, boolean negate, boolean after) {
    String matches = "body matches " + Ottl.quote(pattern);
    Map<String, Object> operator = new LinkedHashMap<>();
    operator.put("type", "recombine");
    operator.put("combine_field", "body");
    operator.put(
        after ? "is_first_entry" : "is_last_entry", negate ? matches : "not (" + matches + ")");
    return operator;
  }
}

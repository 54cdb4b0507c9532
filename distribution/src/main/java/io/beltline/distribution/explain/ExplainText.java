package io.beltline.distribution.explain;

import io.beltline.distribution.plain.Difference;
import io.beltline.service.trial.PlacedRule;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints the way of a record.
 *
 * @param out where to
 */
record ExplainText(PrintWriter out) {
  private static final int MOST = 4;

  /** All stages, in order. */
  void print(List<Stage> stages) {
    for (Stage stage : stages) {
      out.println(stage.spot());
      out.println("  " + stage.verdict().words() + to(stage));
      stage.causes().forEach(cause -> print(cause, stage));
    }
    out.flush();
  }

  private static String to(Stage stage) {
    return stage.pipelines().isEmpty() ? "" : " to " + String.join(", ", stage.pipelines());
  }

  private void print(Cause cause, Stage stage) {
    PlacedRule rule = cause.rule();
    String by =
        rule == null
            ? cause.words()
            : "%s by %s %s"
                .formatted(
                    cause.kind().name().toLowerCase(java.util.Locale.ROOT),
                    rule.rule().kind(),
                    placed(rule));
    if (!by.isEmpty()) {
      out.println("    " + by);
    }
    for (Difference difference : cause.differences()) {
      if (difference.path().isEmpty()) {
        out.println("      became %d items:".formatted(stage.after().size()));
        shown(stage.after()).forEach(line -> out.println("        " + line));
      } else {
        out.println(
            "      %s: %s -> %s"
                .formatted(
                    difference.path(),
                    Difference.shown(difference.left()),
                    Difference.shown(difference.right())));
      }
    }
  }

  private static List<String> shown(List<Map<String, @Nullable Object>> items) {
    return items.stream().limit(MOST).map(Difference::shown).toList();
  }

  private static String placed(PlacedRule rule) {
    String text = rule.text().replaceAll("\\s+", " ");
    return rule.position() + (text.isEmpty() ? "" : ": " + text);
  }
}

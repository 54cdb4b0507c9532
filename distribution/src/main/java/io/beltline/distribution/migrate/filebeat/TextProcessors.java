package io.beltline.distribution.migrate.filebeat;

import io.beltline.distribution.migrate.Dissect;
import io.beltline.distribution.migrate.DissectSteps;
import io.beltline.distribution.migrate.JsonSteps;
import io.beltline.distribution.migrate.Options;
import io.beltline.distribution.migrate.Ottl;
import io.beltline.distribution.migrate.Report;
import io.beltline.distribution.migrate.Steps;
import io.beltline.distribution.migrate.TimeLayouts;
import java.util.ArrayList;
import java.util.List;

/** Processors that read and change texts. */
final class TextProcessors {
  private final Steps steps;
  private final Report report;

  TextProcessors(Steps steps, Report report) {
    this.steps = steps;
    this.report = report;
  }

  void dissect(Options options) {
    String field = options.text("field", "message");
    String prefix = options.text("target_prefix", "dissect");
    options.pass("overwrite_keys");
    if (options.has("trim_values")) {
      options.pass("trim_values", "trim_chars");
      report.differs(options.place("trim_values"), options.part(), "values are not trimmed");
    }
    DissectSteps.add(
        steps,
        Dissect.of(options.text("tokenizer", "")),
        field,
        prefix.isEmpty() ? "" : prefix + ".",
        "");
  }

  void json(Options options) {
    String target = options.text("target");
    options.pass(
        "process_array",
        "max_depth",
        "overwrite_keys",
        "expand_keys",
        "add_error_key",
        "document_id");
    for (String field : options.texts("fields")) {
      String prefix = target == null ? (field.equals("message") ? "message" : field) : target;
      JsonSteps.add(steps, field, prefix, null, "");
    }
  }

  void base64(Options options) {
    Options field = options.section("field");
    if (field != null) {
      String from = Ottl.field(field.text("from", ""));
      String to = field.has("to") ? Ottl.field(field.text("to", "")) : from;
      steps.add("set(" + to + ", Base64Decode(" + from + "))", from + " != nil");
    }
  }

  void timestamp(Options options) {
    String field = Ottl.field(options.text("field", ""));
    String zone = options.text("timezone", "UTC");
    String target = Ottl.field(options.text("target_field", "@timestamp"));
    List<String> layouts = options.texts("layouts");
    options.pass("test", "ignore_failure");
    for (String layout : layouts.reversed()) {
      String time =
          switch (layout) {
            case "UNIX" -> "Unix(Int(" + field + "))";
            case "UNIX_MS" ->
                "Unix(Int("
                    + field
                    + ") / 1000, (Int("
                    + field
                    + ") - Int("
                    + field
                    + ") / 1000 * 1000) * 1000000)";
            default ->
                "Time("
                    + field
                    + ", "
                    + Ottl.quote(TimeLayouts.go(layout))
                    + (TimeLayouts.go(layout).matches(".*%[zj].*") ? "" : ", " + Ottl.quote(zone))
                    + ")";
          };
      steps.add(
          target.equals("log.time")
              ? "set(log.time, " + time + ")"
              : "set(" + target + ", FormatTime(" + time + ", \"%Y-%m-%dT%H:%M:%S.%LZ\"))",
          field + " != nil");
    }
  }

  void replace(Options options) {
    for (Options one : options.sections("fields")) {
      String field = Ottl.field(one.text("field", ""));
      steps.add(
          "replace_pattern("
              + field
              + ", "
              + Ottl.quote(one.text("pattern", ""))
              + ", "
              + Ottl.quote(one.text("replacement", ""))
              + ")",
          field + " != nil");
    }
  }

  void truncate(Options options) {
    String size = options.text("max_characters", options.text("max_bytes", "0"));
    for (String name : options.texts("fields")) {
      String field = Ottl.field(name);
      steps.add(
          "set(" + field + ", Substring(" + field + ", 0, " + size + "))",
          "Len(" + field + ") > " + size);
    }
  }

  void letters(Options options, String function) {
    List<String> fields = new ArrayList<>(options.texts("fields"));
    for (String name : fields) {
      String field = Ottl.field(name);
      steps.add("set(" + field + ", " + function + "(" + field + "))", "IsString(" + field + ")");
    }
  }
}

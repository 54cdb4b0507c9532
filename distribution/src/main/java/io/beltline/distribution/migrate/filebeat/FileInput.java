package io.beltline.distribution.migrate.filebeat;

import io.beltline.distribution.migrate.Draft;
import io.beltline.distribution.migrate.Options;
import io.beltline.distribution.migrate.Ottl;
import io.beltline.distribution.migrate.Report;
import io.beltline.distribution.migrate.Steps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Inputs that read files: {@code filestream}, {@code log} and {@code container}. */
final class FileInput {
  private static final String STORAGE = "./storage";

  private FileInput() {}

  /** The receiver's id; what is done to lines is added to the steps. */
  static String of(
      Options input, Draft draft, Report report, Steps steps, String id, boolean container) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("include", input.texts("paths"));
    exclude(input, keys, report);
    keys.put("start_at", input.bool("tail_files", false) ? "end" : "beginning");
    keys.put("include_file_path", true);
    String older = input.text("ignore_older");
    if (older != null && !older.equals("0")) {
      keys.put("exclude_older_than", older);
    }
    poll(input, keys);
    String encoding = input.text("encoding", "plain");
    if (!encoding.equals("plain")) {
      keys.put("encoding", encoding);
    }
    Inputs.size(input, "max_bytes", keys);
    Inputs.size(input, "message_max_bytes", keys);
    Object limit = input.number("harvester_limit", report);
    if (limit != null && !limit.equals(0L)) {
      keys.put("max_concurrent_files", limit);
    }
    String compression =
        input.text("compression", input.bool("gzip_experimental", false) ? "auto" : "none");
    if (!compression.equals("none")) {
      keys.put("compression", compression);
    }
    keys.put("storage", draft.storage(STORAGE));
    List<Object> operators = new ArrayList<>();
    if (container) {
      operators.add(container(input.text("format", "auto"), input.text("stream", "all"), steps));
    }
    lines(input, report, steps, keys, operators);
    if (!operators.isEmpty()) {
      keys.put("operators", operators);
    }
    input.pass(
        "take_over",
        "file_identity",
        "symlinks",
        "prospector",
        "backoff",
        "close",
        "clean_removed",
        "clean_inactive",
        "close_inactive",
        "close_removed",
        "close_renamed",
        "close_eof",
        "close_timeout",
        "scan_frequency",
        "rotation",
        "recursive_glob",
        "ignore_inactive");
    String receiver = draft.add("receivers", "file_log", id, keys);
    report.done(input.place(), "input " + input.text("type"), "receivers::" + receiver);
    return receiver;
  }

  private static Object container(String format, String stream, Steps steps) {
    Map<String, Object> operator = new LinkedHashMap<>();
    operator.put("type", "container");
    switch (format) {
      case "docker" -> operator.put("format", "docker");
      case "cri" -> operator.put("format", "containerd");
      default -> {}
    }
    if (!stream.equals("all")) {
      steps.drop(
          "log.attributes[\"log.iostream\"] != nil and log.attributes[\"log.iostream\"] != "
              + Ottl.quote(stream));
    }
    return operator;
  }

  private static void exclude(Options input, Map<String, Object> keys, Report report) {
    Options scanner = scanner(input);
    List<String> expressions = new ArrayList<>(input.texts("exclude_files"));
    if (scanner != null) {
      expressions.addAll(scanner.texts("exclude_files"));
    }
    List<String> globs = new ArrayList<>();
    for (String expression : expressions) {
      if (expression.matches("(?:\\.\\*)?\\\\?\\.[A-Za-z0-9]+\\$")) {
        globs.add(
            "/**/*" + expression.replaceFirst("^\\.\\*", "").replace("\\", "").replace("$", ""));
      } else {
        report.missing(
            input.place("exclude_files"),
            input.part() + " exclude_files",
            "\"" + expression + "\" is no ending of a name: write a glob under exclude");
      }
    }
    if (!globs.isEmpty()) {
      keys.put("exclude", globs);
    }
  }

  private static @Nullable Options scanner(Options input) {
    Options prospector = input.section("prospector");
    return prospector == null ? null : prospector.section("scanner");
  }

  private static void poll(Options input, Map<String, Object> keys) {
    Options scanner = scanner(input);
    String interval = scanner == null ? null : scanner.text("check_interval");
    String older = interval == null ? input.text("scan_frequency") : interval;
    if (older != null) {
      keys.put("poll_interval", older);
    }
  }

  private static void lines(
      Options input, Report report, Steps steps, Map<String, Object> keys, List<Object> operators) {
    Options multiline = input.section("multiline");
    if (multiline != null) {
      Multiline.add(multiline, keys, operators, report);
    }
    Parsers.legacyJson(input, steps, report);
    Parsers.all(input, steps, keys, operators, report);
    List<String> include = input.texts("include_lines");
    if (!include.isEmpty()) {
      steps.drop("not (" + any(include) + ")");
      report.done(input.place("include_lines"), input.part() + " include_lines", "a filter");
    }
    List<String> exclude = input.texts("exclude_lines");
    if (!exclude.isEmpty()) {
      steps.drop(any(exclude));
      report.done(input.place("exclude_lines"), input.part() + " exclude_lines", "a filter");
    }
  }

  private static String any(List<String> expressions) {
    return String.join(
        " or ", expressions.stream().map(one -> Ottl.matches("log.body", one)).toList());
  }
}

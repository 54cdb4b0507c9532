package io.beltline.distribution.migrate.logstash;

import io.beltline.config.ConfigList;
import io.beltline.config.ConfigMap;
import io.beltline.config.ConfigNode;
import io.beltline.distribution.migrate.Dissect;
import io.beltline.distribution.migrate.DissectSteps;
import io.beltline.distribution.migrate.JsonSteps;
import io.beltline.distribution.migrate.Options;
import io.beltline.distribution.migrate.Ottl;
import io.beltline.distribution.migrate.Report;
import io.beltline.distribution.migrate.Steps;
import io.beltline.distribution.migrate.TimeLayouts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters that take texts apart. Each says where it succeeded, as a condition. One thread. */
final class ParsingFilters {
  private static final String TAGS = "log.attributes[\"tags\"]";

  private final Steps steps;
  private final Report report;

  ParsingFilters(Steps steps, Report report) {
    this.steps = steps;
    this.report = report;
  }

  String grok(Options options) {
    options.pass(
        "named_captures_only",
        "keep_empty_captures",
        "overwrite",
        "timeout_millis",
        "ecs_compatibility",
        "patterns_files_glob");
    List<String> definitions = new ArrayList<>();
    options
        .pairs("pattern_definitions")
        .forEach(
            (name, text) ->
                definitions.add(
                    Ottl.quote(name + "=" + GrokText.of(String.valueOf(Options.scalar(text))))));
    String extra = definitions.isEmpty() ? "" : ", [" + String.join(", ", definitions) + "]";
    if (options.has("patterns_dir")) {
      options.pass("patterns_dir");
      report.missing(
          options.place("patterns_dir"),
          options.part() + " patterns_dir",
          "write its patterns under pattern_definitions and migrate again");
    }
    String done = steps.cache();
    for (Map.Entry<String, List<String>> match : matches(options.node("match")).entrySet()) {
      for (String expression : match.getValue()) {
        if (GrokText.needsMore(expression)) {
          report.missing(
              options.place("match"),
              options.part() + " match",
              "RE2 has no look-around, back references or possessive repetition: " + expression);
        } else {
          one(Ottl.field(Ottl.name(match.getKey())), expression, extra, done, options);
        }
      }
    }
    options.pass("break_on_match");
    failure(options, "tag_on_failure", "_grokparsefailure", done + " == nil");
    JsonSteps.lift(steps, "message", "log.body");
    return done + " == true";
  }

  private void one(String field, String expression, String extra, String done, Options options) {
    String found = steps.cache();
    String pattern = Ottl.quote(GrokText.of(expression));
    boolean all = !options.bool("break_on_match", true);
    steps.add(
        "set("
            + found
            + ", ExtractGrokPatterns("
            + field
            + ", "
            + pattern
            + ", true"
            + extra
            + "))",
        Ottl.and(field + " != nil", all ? "" : done + " == nil"));
    String matched = found + " != nil and Len(" + found + ") > 0";
    steps.add("merge_maps(log.attributes, " + found + ", \"upsert\")", matched);
    steps.add("set(" + done + ", true)", matched);
  }

  /** Expressions by field, from a map, or from a list of fields and expressions in turn. */
  private static Map<String, List<String>> matches(@Nullable ConfigNode node) {
    Map<String, List<String>> matches = new LinkedHashMap<>();
    if (node instanceof ConfigMap map) {
      map.entries().forEach((field, entry) -> matches.put(field, Options.texts(entry.value())));
    } else if (node instanceof ConfigList list) {
      List<String> texts = Options.texts(list);
      for (int i = 0; i + 1 < texts.size(); i += 2) {
        matches.computeIfAbsent(texts.get(i), none -> new ArrayList<>()).add(texts.get(i + 1));
      }
    }
    return matches;
  }

  private void failure(Options options, String key, String otherwise, String where) {
    List<String> tags = options.has(key) ? options.texts(key) : List.of(otherwise);
    for (String tag : tags) {
      steps.add("append(" + TAGS + ", " + Ottl.quote(tag) + ")", where);
    }
  }

  String date(Options options) {
    List<String> match = options.texts("match");
    options.pass("locale");
    if (match.size() < 2) {
      return "";
    }
    String field = Ottl.field(Ottl.name(match.getFirst()));
    String target = Ottl.field(Ottl.name(options.text("target", "@timestamp")));
    String zone = options.text("timezone", "");
    String done = steps.cache();
    for (String layout : match.subList(1, match.size())) {
      for (String time : times(field, layout, zone)) {
        steps.add(
            "set(" + done + ", UnixNano(" + time + "))", field + " != nil and " + done + " == nil");
      }
    }
    steps.add(
        target.equals("log.time")
            ? "set(log.time_unix_nano, " + done + ")"
            : "set(" + target + ", FormatTime(Unix(0, " + done + "), \"%Y-%m-%dT%H:%M:%S.%LZ\"))",
        done + " != nil");
    failure(
        options, "tag_on_failure", "_dateparsefailure", field + " != nil and " + done + " == nil");
    return done + " != nil";
  }

  private static List<String> times(String field, String layout, String zone) {
    return switch (layout) {
      case "ISO8601" ->
          List.of(
              time(field, "%Y-%m-%dT%H:%M:%S.%L%z", ""),
              time(field, "%Y-%m-%dT%H:%M:%S%z", ""),
              time(field, "%Y-%m-%dT%H:%M:%S.%L%j", ""),
              time(field, "%Y-%m-%dT%H:%M:%S%j", ""),
              time(field, "%Y-%m-%dT%H:%M:%S.%L", zone),
              time(field, "%Y-%m-%dT%H:%M:%S", zone),
              time(field, "%Y-%m-%d %H:%M:%S.%L", zone),
              time(field, "%Y-%m-%d %H:%M:%S,%L", zone),
              time(field, "%Y-%m-%d %H:%M:%S", zone));
      case "UNIX" -> List.of("Unix(Int(" + field + "))");
      case "UNIX_MS" ->
          List.of(
              "Unix(Int("
                  + field
                  + ") / 1000, (Int("
                  + field
                  + ") - Int("
                  + field
                  + ") / 1000 * 1000) * 1000000)");
      default -> List.of(time(field, TimeLayouts.joda(layout), zone));
    };
  }

  private static String time(String field, String layout, String zone) {
    String place =
        zone.isEmpty() || layout.endsWith("%z") || layout.endsWith("%j")
            ? ""
            : ", " + Ottl.quote(zone);
    return "Time(" + field + ", " + Ottl.quote(layout) + place + ")";
  }

  String json(Options options) {
    String source = Ottl.name(options.text("source", "message"));
    options.pass("skip_on_invalid_json");
    JsonSteps.add(steps, source, Ottl.name(options.text("target", "")), null, "");
    String good = Ottl.matches(Ottl.field(source), "^\\s*[\\[{]");
    if (source.equals("message") && !options.has("target")) {
      options.pass("tag_on_failure");
      return "";
    }
    failure(options, "tag_on_failure", "_jsonparsefailure", "not (" + good + ")");
    return good;
  }

  String pairs(Options options) {
    String source = Ottl.field(Ottl.name(options.text("source", "message")));
    String split = separator(options.text("value_split", "="));
    String between = separator(options.text("field_split", " "));
    String prefix = options.text("prefix", "");
    String target = options.has("target") ? Ottl.name(options.text("target", "")) + "." : "";
    options.pass(
        "trim_value",
        "trim_key",
        "whitespace",
        "allow_duplicate_values",
        "recursive",
        "remove_char_value",
        "remove_char_key",
        "transform_key",
        "transform_value",
        "include_brackets");
    String found = steps.cache();
    steps.add(
        "set("
            + found
            + ", ParseKeyValue("
            + source
            + ", "
            + Ottl.quote(split)
            + ", "
            + Ottl.quote(between)
            + "))",
        "IsString(" + source + ")");
    for (String key : options.texts("exclude_keys")) {
      steps.add("delete_key(" + found + ", " + Ottl.quote(key) + ")", found + " != nil");
    }
    List<String> include = options.texts("include_keys");
    if (!include.isEmpty()) {
      steps.add(
          "keep_keys("
              + found
              + ", ["
              + String.join(", ", include.stream().map(Ottl::quote).toList())
              + "])",
          found + " != nil");
    }
    if (!prefix.isEmpty() || !target.isEmpty()) {
      steps.add(
          "replace_all_patterns("
              + found
              + ", \"key\", \"^\", "
              + Ottl.quote(target + prefix)
              + ")",
          found + " != nil");
    }
    steps.add("merge_maps(log.attributes, " + found + ", \"upsert\")", found + " != nil");
    JsonSteps.lift(steps, "message", "log.body");
    return found + " != nil";
  }

  /** The first of several characters that divide. */
  private static String separator(String characters) {
    return characters.isEmpty()
        ? " "
        : characters.startsWith("\\t") ? "\t" : characters.substring(0, 1);
  }

  String csv(Options options) {
    String source = Ottl.field(Ottl.name(options.text("source", "message")));
    List<String> columns = options.texts("columns");
    String separator = options.text("separator", ",");
    options.pass(
        "quote_char",
        "skip_empty_columns",
        "autodetect_column_names",
        "skip_header",
        "autogenerate_column_names",
        "skip_empty_rows");
    if (columns.isEmpty()) {
      report.missing(options.place(), options.part(), "columns must be named");
      return "";
    }
    String prefix = options.has("target") ? Ottl.name(options.text("target", "")) + "." : "";
    String header =
        String.join(separator, columns.stream().map(one -> prefix + Ottl.name(one)).toList());
    String found = steps.cache();
    steps.add(
        "set("
            + found
            + ", ParseCSV("
            + source
            + ", "
            + Ottl.quote(header)
            + ", "
            + Ottl.quote(separator)
            + "))",
        "IsString(" + source + ")");
    steps.add("merge_maps(log.attributes, " + found + ", \"upsert\")", found + " != nil");
    options
        .pairs("convert")
        .forEach(
            (name, type) ->
                Mutations.convert(steps, Ottl.name(name), String.valueOf(Options.scalar(type))));
    failure(options, "tag_on_failure", "_csvparsefailure", found + " == nil");
    return found + " != nil";
  }

  String dissect(Options options) {
    options
        .pairs("mapping")
        .forEach(
            (field, pattern) ->
                DissectSteps.add(
                    steps,
                    Dissect.of(String.valueOf(Options.scalar(pattern))),
                    Ottl.name(field),
                    "",
                    ""));
    options
        .pairs("convert_datatype")
        .forEach(
            (name, type) ->
                Mutations.convert(steps, Ottl.name(name), String.valueOf(Options.scalar(type))));
    if (options.has("tag_on_failure")) {
      options.pass("tag_on_failure");
      report.differs(options.place("tag_on_failure"), options.part(), "failures get no tag");
    }
    return "";
  }

  String userAgent(Options options) {
    String source = Ottl.field(Ottl.name(options.text("source", "message")));
    options.pass("target", "lru_cache_size", "regexes", "ecs_compatibility", "prefix");
    String present = "IsString(" + source + ")";
    steps.add("merge_maps(log.attributes, UserAgent(" + source + "), \"upsert\")", present);
    return present;
  }

  String fingerprint(Options options) {
    List<String> sources = options.texts("source");
    String method =
        switch (options.text("method", "SHA1")) {
          case "MD5" -> "MD5";
          case "SHA256" -> "SHA256";
          case "SHA512" -> "SHA512";
          case "MURMUR3" -> "Murmur3Hash";
          default -> "SHA1";
        };
    List<String> fields =
        (sources.isEmpty() ? List.of("message") : sources)
            .stream().map(Ottl::name).map(Ottl::field).toList();
    String text =
        fields.size() == 1
            ? fields.getFirst()
            : "Concat([" + String.join(", ", fields) + "], \"|\")";
    steps.add(
        "set("
            + Ottl.field(Ottl.name(options.text("target", "fingerprint")))
            + ", "
            + method
            + "("
            + text
            + "))");
    options.pass("concatenate_sources", "base64encode");
    if (options.has("key")) {
      options.pass("key");
      report.missing(options.place("key"), options.part() + " key", "hashes here have no key");
    }
    return "";
  }
}

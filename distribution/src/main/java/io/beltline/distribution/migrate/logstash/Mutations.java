package io.beltline.distribution.migrate.logstash;

import io.beltline.config.ConfigList;
import io.beltline.config.ConfigNode;
import io.beltline.distribution.migrate.Options;
import io.beltline.distribution.migrate.Ottl;
import io.beltline.distribution.migrate.Steps;
import java.util.List;
import java.util.Map;

/** The changes of {@code mutate}, in the order in which Logstash makes them. One thread. */
final class Mutations {
  private final Steps steps;

  Mutations(Steps steps) {
    this.steps = steps;
  }

  String all(Options options) {
    options.pass("tag_on_failure");
    options.pairs("coerce").forEach((name, value) -> set(name, value, " == nil"));
    options.pairs("rename").forEach((from, to) -> move(from, String.valueOf(Options.scalar(to))));
    options.pairs("update").forEach((name, value) -> set(name, value, " != nil"));
    options.pairs("replace").forEach((name, value) -> set(name, value, ""));
    options
        .pairs("convert")
        .forEach(
            (name, type) -> convert(steps, Ottl.name(name), String.valueOf(Options.scalar(type))));
    substitutions(options);
    each(options, "uppercase", "ToUpperCase");
    for (String name : options.texts("capitalize")) {
      String field = Ottl.field(Ottl.name(name));
      steps.add(
          "set("
              + field
              + ", Concat([ToUpperCase(Substring("
              + field
              + ", 0, 1)), "
              + "ToLowerCase(Substring("
              + field
              + ", 1, Len("
              + field
              + ") - 1))], \"\"))",
          "IsString(" + field + ") and Len(" + field + ") > 1");
    }
    each(options, "lowercase", "ToLowerCase");
    each(options, "strip", "Trim");
    options.pairs("split").forEach((name, by) -> apply(name, "Split(", ", " + text(by) + ")"));
    options.pairs("merge").forEach(this::merge);
    options.pairs("copy").forEach((from, to) -> copy(from, String.valueOf(Options.scalar(to))));
    return "";
  }

  private static String text(ConfigNode node) {
    return Ottl.quote(String.valueOf(Options.scalar(node)));
  }

  private void set(String name, ConfigNode value, String present) {
    String field = Ottl.field(Ottl.name(name));
    steps.add(
        "set(" + field + ", " + Ottl.value(value) + ")", present.isEmpty() ? "" : field + present);
  }

  private void copy(String from, String to) {
    String field = Ottl.field(Ottl.name(from));
    steps.add("set(" + Ottl.field(Ottl.name(to)) + ", " + field + ")", field + " != nil");
  }

  private void move(String from, String to) {
    copy(from, to);
    remove(Ottl.name(from), "");
  }

  /** Removes a field and all below it. */
  void remove(String name, String where) {
    if (name.equals("message")) {
      steps.add("set(log.body, \"\")", where);
    } else if (!name.equals("@timestamp") && !name.equals("@version")) {
      String plain = name.replaceAll("([\\\\.\\[\\]{}()*+?^$|])", "\\\\$1");
      steps.add(
          "delete_matching_keys(log.attributes, " + Ottl.quote("^" + plain + "(\\.|$)") + ")",
          where);
    }
  }

  /** Makes a field of another type. */
  static void convert(Steps steps, String name, String type) {
    String field = Ottl.field(name);
    String function =
        switch (type) {
          case "integer", "integer_eu", "int" -> "Int";
          case "float", "float_eu" -> "Double";
          case "boolean" -> "Bool";
          default -> "String";
        };
    steps.add("set(" + field + ", " + function + "(" + field + "))", field + " != nil");
  }

  private void substitutions(Options options) {
    List<String> texts = options.texts("gsub");
    for (int i = 0; i + 2 < texts.size(); i += 3) {
      String field = Ottl.field(Ottl.name(texts.get(i)));
      String by = texts.get(i + 2).replaceAll("\\\\([0-9])", "\\$\\{$1\\}");
      steps.add(
          "replace_pattern("
              + field
              + ", "
              + Ottl.quote(texts.get(i + 1))
              + ", "
              + Ottl.quote(by)
              + ")",
          "IsString(" + field + ")");
    }
  }

  private void each(Options options, String key, String function) {
    for (String name : options.texts(key)) {
      apply(name, function + "(", ")");
    }
  }

  private void apply(String name, String before, String after) {
    String field = Ottl.field(Ottl.name(name));
    steps.add("set(" + field + ", " + before + field + after + ")", field + " != nil");
  }

  private void merge(String target, ConfigNode source) {
    String field = Ottl.field(Ottl.name(target));
    for (String name : Options.texts(source)) {
      String other = Ottl.field(Ottl.name(name));
      steps.add("append(" + field + ", " + other + ")", other + " != nil");
    }
  }

  String translate(Options options) {
    String source = Ottl.field(Ottl.name(options.text("source", options.text("field", "message"))));
    String target =
        Ottl.field(Ottl.name(options.text("target", options.text("destination", "translation"))));
    String fallback = options.text("fallback");
    if (fallback != null) {
      steps.add("set(" + target + ", " + Ottl.template(fallback) + ")");
    }
    if (options.node("dictionary") instanceof ConfigList list) {
      List<String> words = Options.texts(list);
      for (int i = 0; i + 1 < words.size(); i += 2) {
        word(source, words.get(i), target, Ottl.quote(words.get(i + 1)));
      }
    }
    for (Map.Entry<String, ConfigNode> word : options.pairs("dictionary").entrySet()) {
      word(source, word.getKey(), target, Ottl.value(word.getValue()));
    }
    options.pass("exact", "regex", "override", "refresh_interval");
    return "";
  }

  private void word(String source, String word, String target, String value) {
    steps.add(
        "set(" + target + ", " + value + ")", "String(" + source + ") == " + Ottl.quote(word));
  }

  String truncate(Options options) {
    String size = options.text("length_bytes", "0");
    for (String name : options.texts("fields")) {
      String field = Ottl.field(Ottl.name(name));
      steps.add(
          "set(" + field + ", Substring(" + field + ", 0, " + size + "))",
          "IsString(" + field + ") and Len(" + field + ") > " + size);
    }
    return "";
  }
}

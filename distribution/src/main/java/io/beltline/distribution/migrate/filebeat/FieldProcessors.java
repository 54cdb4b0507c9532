package io.beltline.distribution.migrate.filebeat;

import io.beltline.distribution.migrate.Options;
import io.beltline.distribution.migrate.Ottl;
import io.beltline.distribution.migrate.Steps;
import java.util.List;

/** Processors that add, remove and rename fields. */
final class FieldProcessors {
  private final Steps steps;

  FieldProcessors(Steps steps) {
    this.steps = steps;
  }

  void addFields(Options options) {
    String target = options.text("target", "fields");
    Fields.each(options.pairs("fields"), target.isEmpty() ? "" : target + ".", steps, "");
  }

  void addLabels(Options options) {
    Fields.each(options.pairs("labels"), "labels.", steps, "");
  }

  void drop(Options options) {
    for (String name : options.texts("fields")) {
      if (name.length() > 1 && name.startsWith("/") && name.endsWith("/")) {
        steps.add(
            "delete_matching_keys(log.attributes, "
                + Ottl.quote(name.substring(1, name.length() - 1))
                + ")");
      } else {
        remove(name);
      }
    }
  }

  private void remove(String name) {
    if (name.equals("message")) {
      steps.add("set(log.body, \"\")");
    } else {
      steps.add("delete_matching_keys(log.attributes, " + Ottl.quote(below(name)) + ")");
    }
  }

  /** A field, and all that have its name and a dot in front. */
  private static String below(String name) {
    return "^" + name.replaceAll("([\\\\.\\[\\]{}()*+?^$|])", "\\\\$1") + "(\\.|$)";
  }

  void keep(Options options) {
    List<String> kept =
        options.texts("fields").stream()
            .filter(name -> !name.equals("message") && !name.equals("@timestamp"))
            .map(FieldProcessors::below)
            .toList();
    steps.add(
        "keep_matching_keys(log.attributes, "
            + Ottl.quote(kept.isEmpty() ? "^$" : String.join("|", kept))
            + ")");
  }

  void rename(Options options, boolean move) {
    for (Options pair : options.sections("fields")) {
      String from = pair.text("from", "");
      String to = pair.text("to", "");
      steps.add(
          "set(" + Ottl.field(to) + ", " + Ottl.field(from) + ")", Ottl.field(from) + " != nil");
      if (move) {
        remove(from);
      }
    }
  }

  void convert(Options options) {
    for (Options one : options.sections("fields")) {
      String from = Ottl.field(one.text("from", ""));
      String to = one.has("to") ? Ottl.field(one.text("to", "")) : from;
      String function =
          switch (one.text("type", "string")) {
            case "integer", "long" -> "Int";
            case "float", "double" -> "Double";
            case "boolean" -> "Bool";
            default -> "String";
          };
      steps.add("set(" + to + ", " + function + "(" + from + "))", from + " != nil");
      if (!to.equals(from) && options.text("mode", "copy").equals("rename")) {
        remove(one.text("from", ""));
      }
    }
    options.pass("mode");
  }

  void id(Options options) {
    steps.add("set(" + Ottl.attribute(options.text("target_field", "@metadata._id")) + ", UUID())");
    options.pass("type");
  }

  void fingerprint(Options options) {
    String method =
        switch (options.text("method", "sha256")) {
          case "md5" -> "MD5";
          case "sha1" -> "SHA1";
          case "sha512" -> "SHA512";
          default -> "SHA256";
        };
    List<String> parts =
        options.texts("fields").stream().sorted().map(FieldProcessors::text).toList();
    steps.add(
        "set("
            + Ottl.attribute(options.text("target_field", "fingerprint"))
            + ", "
            + method
            + "(Concat(["
            + String.join(", ", parts)
            + "], \"|\")))");
    options.pass("encoding");
  }

  private static String text(String name) {
    return Ottl.field(name);
  }

  void host() {
    steps.add(
        "set(log.attributes[\"host.name\"], resource.attributes[\"host.name\"])",
        "resource.attributes[\"host.name\"] != nil");
    steps.add(
        "set(log.attributes[\"host.os.type\"], resource.attributes[\"os.type\"])",
        "resource.attributes[\"os.type\"] != nil");
  }
}

package io.beltline.distribution.migrate.filebeat;

import io.beltline.config.ConfigMap;
import io.beltline.config.ConfigNode;
import io.beltline.distribution.migrate.Options;
import io.beltline.distribution.migrate.Ottl;
import io.beltline.distribution.migrate.Report;
import io.beltline.distribution.migrate.Steps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code fields}, {@code fields_under_root} and {@code tags}, of an input or of all. */
final class Fields {
  private Fields() {}

  static void add(Options options, Steps steps, Report report, boolean underRoot) {
    boolean root = options.bool("fields_under_root", underRoot);
    Map<String, ConfigNode> fields = options.pairs("fields");
    if (!fields.isEmpty()) {
      each(fields, root ? "" : "fields.", steps, "");
      report.done(options.place("fields"), options.part() + " fields", "attributes");
    }
    List<String> tags = options.texts("tags");
    if (!tags.isEmpty()) {
      tags(tags, "tags", steps, "");
      report.done(options.place("tags"), options.part() + " tags", "attribute tags");
    }
  }

  /** Sets attributes; maps become dotted names. */
  static void each(Map<String, ConfigNode> fields, String prefix, Steps steps, String where) {
    fields.forEach(
        (name, value) -> {
          if (value instanceof ConfigMap inner) {
            Map<String, ConfigNode> below = new LinkedHashMap<>();
            inner.entries().forEach((key, entry) -> below.put(key, entry.value()));
            each(below, prefix + name + ".", steps, where);
          } else {
            steps.add("set(" + Ottl.field(prefix + name) + ", " + Ottl.value(value) + ")", where);
          }
        });
  }

  /** Adds to a list. */
  static void tags(List<String> tags, String target, Steps steps, String where) {
    for (String tag : tags) {
      steps.add("append(" + Ottl.attribute(target) + ", " + Ottl.template(tag) + ")", where);
    }
  }
}

package io.beltline.processor.redaction;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.processor.redaction.RedactionProcessorConfig.Summary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What was done to one set of attributes, or to one body, to be noted in attributes. One thread.
 */
final class Notes {
  private static final String SEPARATOR = ",";

  /** The attributes that notes are written to; they are always kept. */
  static final List<String> KEYS =
      List.of(
          "redaction.redacted.keys",
          "redaction.redacted.count",
          "redaction.masked.keys",
          "redaction.masked.count",
          "redaction.allowed.keys",
          "redaction.allowed.count",
          "redaction.ignored.count",
          "redaction.body.redacted.keys",
          "redaction.body.redacted.count",
          "redaction.body.masked.keys",
          "redaction.body.masked.count",
          "redaction.body.allowed.keys",
          "redaction.body.allowed.count",
          "redaction.body.ignored.count");

  private final List<String> removed = new ArrayList<>();
  private final List<String> masked = new ArrayList<>();
  private final List<String> allowed = new ArrayList<>();
  private final List<String> ignored = new ArrayList<>();

  void removed(String key) {
    removed.add(key);
  }

  void masked(String key) {
    masked.add(key);
  }

  void allowed(String key) {
    allowed.add(key);
  }

  void ignored(String key) {
    ignored.add(key);
  }

  int removals() {
    return removed.size();
  }

  int masks() {
    return masked.size();
  }

  /** Writes all and begins anew. */
  void write(AttributesEditor to, Summary summary, String prefix) {
    if (summary != Summary.SILENT) {
      boolean keys = summary == Summary.DEBUG;
      write(to, removed, prefix + "redacted", keys);
      write(to, masked, prefix + "masked", keys);
      write(to, allowed, prefix + "allowed", keys);
      write(to, ignored, prefix + "ignored", false);
    }
    removed.clear();
    masked.clear();
    allowed.clear();
    ignored.clear();
  }

  private static void write(
      AttributesEditor to, List<String> noted, String name, boolean withKeys) {
    if (noted.isEmpty()) {
      return;
    }
    if (withKeys) {
      List<String> all = new ArrayList<>(noted);
      String before = to.string(name + ".keys");
      if (before != null && !before.isEmpty()) {
        all.addAll(List.of(before.split(SEPARATOR, -1)));
      }
      Collections.sort(all);
      to.upsert(name + ".keys", String.join(SEPARATOR, all));
    }
    AnyValueView before = to.find(name + ".count");
    to.upsert(name + ".count", noted.size() + (before == null ? 0 : before.intValue()));
  }
}

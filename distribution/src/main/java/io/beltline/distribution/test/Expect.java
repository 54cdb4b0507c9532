package io.beltline.distribution.test;

import io.beltline.config.ConfigNode;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must have passed a place. */
public record Expect(
    @Doc(
            "The component behind which it passed: its id, such as filter; an exporter stands for"
                + " what it would have sent.")
        String at,
    @Doc(
            "The pipeline, where the component stands in several; for an exporter: what this"
                + " pipeline handed to it.")
        @Nullable String pipeline,
    @Doc("How many items.") @Nullable Integer count,
    @Doc("In how many requests.") @Nullable Integer requests,
    @Doc("The bodies of the log records, all of them, in order.") @Nullable List<String> lines,
    @Doc(
            "The items in plain form, all of them, in order. Fields that are not named may be"
                + " anything; null means absent.")
        @Nullable List<ConfigNode> items,
    @Doc("Whether items name every field.") @Default("false") boolean exact,
    @Doc("Everything as one request in OTLP/JSON, as a text or as YAML.") @Nullable ConfigNode otlp)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (count == null && requests == null && lines == null && items == null && otlp == null) {
      problems.add(
          "", "expects nothing (expected: one of count, requests, lines, items, otlp, or several)");
    }
    if (exact && items == null) {
      problems.add("exact", "is about items (expected: items)");
    }
    if (count != null && count < 0) {
      problems.add("count", "must not be negative (expected: 0 or more)");
    }
    if (requests != null && requests < 0) {
      problems.add("requests", "must not be negative (expected: 0 or more)");
    }
  }
}

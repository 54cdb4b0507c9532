package io.beltline.distribution.test;

import io.beltline.distribution.plain.Alignment;
import io.beltline.distribution.plain.Difference;
import io.beltline.distribution.plain.PlainItems;
import io.beltline.model.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares what was wanted with what has passed, and says what differs, a line each. */
final class Check {
  private static final int MOST_LINES = 40;

  private final List<String> lines = new ArrayList<>();

  private Check() {}

  /** What differs; nothing if all is as wanted. */
  static List<String> of(Wanted wanted, List<Telemetry> passed) {
    Check check = new Check();
    check.compare(wanted, passed);
    return check.lines.size() <= MOST_LINES ? check.lines : check.shortened();
  }

  private List<String> shortened() {
    List<String> first = new ArrayList<>(lines.subList(0, MOST_LINES));
    first.add("... and %d more lines".formatted(lines.size() - MOST_LINES));
    return first;
  }

  private void compare(Wanted wanted, List<Telemetry> passed) {
    List<Map<String, @Nullable Object>> found = items(passed);
    if (wanted.count() != null && wanted.count() != found.size()) {
      lines.add("%d items (expected: %d)".formatted(found.size(), wanted.count()));
      if (wanted.items() == null && wanted.lines() == null) {
        found.forEach(item -> lines.add("+ " + Difference.shown(item)));
      }
    }
    if (wanted.requests() != null && wanted.requests() != passed.size()) {
      List<Integer> sizes = passed.stream().map(Telemetry::itemCount).toList();
      lines.add(
          "%d requests, of %s items (expected: %d)"
              .formatted(passed.size(), sizes, wanted.requests()));
    }
    if (wanted.lines() != null) {
      bodies(wanted.lines(), found);
    }
    if (wanted.items() != null) {
      items(wanted.items(), found, wanted.exact());
    }
    if (wanted.whole() != null) {
      items(items(List.of(wanted.whole())), found, true);
    }
  }

  private static List<Map<String, @Nullable Object>> items(List<Telemetry> passed) {
    return passed.stream().flatMap(telemetry -> PlainItems.of(telemetry).stream()).toList();
  }

  private void bodies(List<String> expected, List<Map<String, @Nullable Object>> found) {
    List<String> bodies =
        found.stream()
            .map(item -> item.get("body"))
            .map(body -> body instanceof String text ? text : Difference.shown(body))
            .toList();
    if (expected.equals(bodies)) {
      return;
    }
    for (Alignment.Pair pair :
        Alignment.of(
            expected.size(), bodies.size(), (i, j) -> expected.get(i).equals(bodies.get(j)))) {
      String left = pair.expected() < 0 ? null : expected.get(pair.expected());
      String right = pair.found() < 0 ? null : bodies.get(pair.found());
      if (left != null && left.equals(right)) {
        lines.add("  " + left);
      } else {
        add("- ", left);
        add("+ ", right);
      }
    }
  }

  private void add(String sign, @Nullable String text) {
    if (text != null) {
      lines.add(sign + text);
    }
  }

  private void items(
      List<Map<String, @Nullable Object>> expected,
      List<Map<String, @Nullable Object>> found,
      boolean exact) {
    for (Alignment.Pair pair :
        Alignment.of(
            expected.size(),
            found.size(),
            (i, j) -> differences(expected.get(i), found.get(j), exact).isEmpty())) {
      if (pair.found() < 0) {
        lines.add(
            "- item %d is missing: %s"
                .formatted(pair.expected() + 1, Difference.shown(expected.get(pair.expected()))));
      } else if (pair.expected() < 0) {
        lines.add("+ one too many: " + Difference.shown(found.get(pair.found())));
      } else {
        pair(pair, expected.get(pair.expected()), found.get(pair.found()), exact);
      }
    }
  }

  private void pair(
      Alignment.Pair pair,
      Map<String, @Nullable Object> expected,
      Map<String, @Nullable Object> found,
      boolean exact) {
    for (Difference difference : differences(expected, found, exact)) {
      lines.add(
          "item %d: %s is %s (expected: %s)"
              .formatted(
                  pair.expected() + 1,
                  difference.path(),
                  Difference.shown(difference.right()),
                  Difference.shown(difference.left())));
    }
  }

  private static List<Difference> differences(
      Map<String, @Nullable Object> expected, Map<String, @Nullable Object> found, boolean exact) {
    return exact ? Difference.between(expected, found) : Difference.from(expected, found);
  }
}

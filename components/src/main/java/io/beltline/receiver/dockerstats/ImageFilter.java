package io.beltline.receiver.dockerstats;

import io.beltline.components.patterns.Expressions;
import io.beltline.config.Validated.Problems;
import io.beltline.ottl.pattern.InvalidPatternException;
import io.beltline.ottl.pattern.TextPattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which images are left out: by names, globs and regular expressions, each of them negated where an
 * exclamation mark stands in front. Immutable.
 */
final class ImageFilter {
  private final Map<String, Boolean> names = new HashMap<>();
  private final List<Rule> rules = new ArrayList<>();

  /**
   * A pattern.
   *
   * @param pattern found in names it covers
   * @param negated whether it excludes all others instead
   */
  private record Rule(TextPattern pattern, boolean negated) {}

  /** A filter of items that have no problem. */
  ImageFilter(List<String> items) {
    for (String item : items) {
      boolean negated = item.startsWith("!");
      String bare = negated ? item.substring(1) : item;
      String expression = expression(bare);
      if (expression == null) {
        names.put(bare, negated);
      } else {
        rules.add(new Rule(compile(expression), negated));
      }
    }
  }

  /** The regular expression an item stands for; null for a name. */
  private static @Nullable String expression(String item) {
    if (item.length() > 2 && item.startsWith("/") && item.endsWith("/")) {
      return item.substring(1, item.length() - 1);
    }
    boolean wild = item.chars().anyMatch(c -> "*?[]{}!".indexOf(c) >= 0);
    return wild ? Glob.toExpression(item) : null;
  }

  private static TextPattern compile(String expression) {
    try {
      return TextPattern.of(expression);
    } catch (InvalidPatternException wrong) {
      throw new IllegalArgumentException(wrong.getMessage(), wrong);
    }
  }

  /** Tells what is wrong with items. */
  static void validate(String key, List<String> items, Problems problems) {
    for (int i = 0; i < items.size(); i++) {
      String item = items.get(i);
      String wrong;
      try {
        String expression = expression(item.startsWith("!") ? item.substring(1) : item);
        wrong = expression == null ? null : Expressions.problem(expression);
      } catch (IllegalArgumentException noGlob) {
        wrong = noGlob.getMessage();
      }
      if (wrong != null) {
        problems.add(
            key + "::" + i,
            "\"%s\": %s (expected: a name, a glob or /RE2/)".formatted(item, wrong));
      }
    }
  }

  /** Whether the containers of an image are left out. */
  boolean excludes(String image) {
    Boolean negated = names.get(image);
    if (negated != null) {
      return !negated;
    }
    if (names.containsValue(true)) {
      return true; // another name is the only one that is wanted
    }
    byte[] text = image.getBytes(StandardCharsets.UTF_8);
    return rules.stream().anyMatch(rule -> rule.pattern.find(text, 0, text.length) != rule.negated);
  }
}

package io.beltline.components.attributes;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.beltline.config.Validated.Problems;
import io.beltline.ottl.pattern.InvalidPatternException;
import io.beltline.ottl.pattern.TextPattern;

/** Checks regular expressions of actions. */
final class Patterns {
  private Patterns() {}

  /** Compiles an expression that was checked. */
  static TextPattern compile(String pattern) {
    try {
      return TextPattern.of(pattern);
    } catch (InvalidPatternException checked) {
      throw new IllegalArgumentException(checked);
    }
  }

  static void check(String pattern, boolean namedGroups, Problems problems) {
    try {
      Pattern compiled = Pattern.compile(pattern);
      if (namedGroups
          && (compiled.groupCount() == 0
              || compiled.namedGroups().size() != compiled.groupCount())) {
        problems.add(
            "pattern", "\"" + pattern + "\" needs groups that all have a name: (?P<name>...)");
      }
    } catch (PatternSyntaxException wrong) {
      problems.add(
          "pattern", "\"" + pattern + "\" is no regular expression: " + wrong.getDescription());
    }
  }
}

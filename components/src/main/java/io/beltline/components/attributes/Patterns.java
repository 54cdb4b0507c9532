package io.beltline.components.attributes;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.beltline.config.Validated.Problems;

/** Checks regular expressions of actions. */
final class Patterns {
  private Patterns() {}

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

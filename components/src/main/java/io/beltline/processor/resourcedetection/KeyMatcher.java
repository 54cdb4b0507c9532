package io.beltline.processor.resourcedetection;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.beltline.config.Validated.Problems;
import java.util.List;

/** Finds keys that one of some RE2 expressions matches somewhere. Safe for all threads. */
final class KeyMatcher {
  private final List<Pattern> patterns;

  KeyMatcher(List<String> expressions) {
    this.patterns = expressions.stream().map(Pattern::compile).toList();
  }

  /** Reports what is no expression. */
  static void validate(String place, List<String> expressions, Problems problems) {
    for (int i = 0; i < expressions.size(); i++) {
      try {
        Pattern.compile(expressions.get(i));
      } catch (PatternSyntaxException wrong) {
        problems.add(
            place + "::" + i,
            "\""
                + expressions.get(i)
                + "\" is no regular expression: "
                + wrong.getDescription()
                + " (expected: such as ^team$)");
      }
    }
  }

  boolean isEmpty() {
    return patterns.isEmpty();
  }

  boolean matches(String key) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(key).find());
  }
}

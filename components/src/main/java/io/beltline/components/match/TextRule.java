package io.beltline.components.match;

import com.google.re2j.Pattern;
import io.beltline.components.match.MatchConfig.MatchType;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whether a text is one of several; no entries match everything. */
record TextRule(@Nullable Predicate<String> test) {

  static TextRule of(@Nullable MatchType type, List<String> entries) {
    if (entries.isEmpty()) {
      return new TextRule(null);
    }
    if (type != MatchType.REGEXP) {
      return new TextRule(Set.copyOf(entries)::contains);
    }
    List<Pattern> patterns = entries.stream().map(Pattern::compile).toList();
    return new TextRule(
        text -> patterns.stream().anyMatch(pattern -> pattern.matcher(text).find()));
  }

  boolean given() {
    return test != null;
  }

  boolean matches(String text) {
    return test == null || test.test(text);
  }
}

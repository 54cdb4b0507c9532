package io.beltline.receiver.hostmetrics;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Whether a name is wanted, by what users write to include and exclude. Safe for all threads. */
final class NameFilter {
  private final Predicate<String> include;
  private final Predicate<String> exclude;

  private NameFilter(Predicate<String> include, Predicate<String> exclude) {
    this.include = include;
    this.exclude = exclude;
  }

  /** A filter of valid configurations; without names it wants all. */
  static NameFilter of(
      List<String> included, FilterConfig include, List<String> excluded, FilterConfig exclude) {
    return new NameFilter(
        included.isEmpty() ? name -> true : one(included, include),
        excluded.isEmpty() ? name -> false : one(excluded, exclude));
  }

  private static Predicate<String> one(List<String> names, FilterConfig config) {
    if (config.matchType() != FilterConfig.MatchType.REGEXP) {
      return Set.copyOf(names)::contains;
    }
    List<Pattern> patterns = names.stream().map(Pattern::compile).toList();
    return name -> patterns.stream().anyMatch(pattern -> pattern.matcher(name).find());
  }

  boolean wants(String name) {
    return include.test(name) && !exclude.test(name);
  }
}

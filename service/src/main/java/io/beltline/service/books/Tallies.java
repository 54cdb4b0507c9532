package io.beltline.service.books;

import java.util.Map;
import java.util.TreeMap;

/** Numbers of items by rule, policy or reason. */
final class Tallies {
  private Tallies() {}

  static long sum(Map<String, Long> items) {
    return items.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Both together, sorted by name. */
  static Map<String, Long> plus(Map<String, Long> a, Map<String, Long> b) {
    Map<String, Long> both = new TreeMap<>(a);
    b.forEach((name, items) -> both.merge(name, items, Long::sum));
    return both;
  }
}

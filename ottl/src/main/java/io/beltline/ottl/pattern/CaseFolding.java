package io.beltline.ottl.pattern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which characters are the same where case is ignored: simple folding, as Go has it. {@code k},
 * {@code K} and the sign for Kelvin are one, and so are {@code s}, {@code S} and the long s; the
 * dotted capital and the dotless small i are alone.
 *
 * <p>Source: https://pkg.go.dev/unicode#SimpleFold and CaseFolding.txt of Unicode.
 */
final class CaseFolding {
  private static final int DOTTED = 0x130;
  private static final int DOTLESS = 0x131;

  /** Behind it there are no cases. */
  private static final int LAST = 0x1ffff;

  /** Of each character that has others, these and itself. */
  private static final NavigableMap<Integer, List<Integer>> SAME = same();

  private CaseFolding() {}

  private static NavigableMap<Integer, List<Integer>> same() {
    Map<Integer, List<Integer>> byLower = new HashMap<>();
    for (int c = 'A'; c <= LAST; c++) {
      int upper = Character.toUpperCase(c);
      int lower = Character.toLowerCase(upper);
      if ((upper != c || lower != c) && c != DOTTED && c != DOTLESS) {
        byLower.computeIfAbsent(lower, _ -> new ArrayList<>()).add(c);
      }
    }
    NavigableMap<Integer, List<Integer>> same = new TreeMap<>();
    byLower.forEach(
        (lower, all) -> {
          if (!all.contains(lower)) {
            all.add(lower);
          }
          all.forEach(c -> same.put(c, all));
        });
    return same;
  }

  /** A set with all cases of its characters. */
  static CharClass closed(CharClass set) {
    CharClass closed = new CharClass().add(set);
    int[] ends = set.ends();
    for (int i = 0; i < ends.length; i += 2) {
      SAME.subMap(ends[i], true, ends[i + 1], true)
          .values()
          .forEach(all -> all.forEach(c -> closed.add(c, c)));
    }
    return closed;
  }
}

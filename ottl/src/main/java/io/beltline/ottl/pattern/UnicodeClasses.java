package io.beltline.ottl.pattern;

import java.lang.Character.UnicodeScript;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Sets of characters with a property: {@code \p{Lu}}, {@code \p{Greek}}. What was asked for once is
 * kept; there are no more than some hundred. Scripts are taken in any case.
 *
 * <p>Source: https://pkg.go.dev/regexp/syntax and https://pkg.go.dev/unicode#pkg-variables.
 */
final class UnicodeClasses {
  /** By {@link Character#getType}, from 0 on; of what is not assigned Go has no class. */
  private static final String[] CATEGORIES = {
    "", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Me", "Mc", "Nd", "Nl", "No", "", "Zs", "Zl", "Zp",
    "Cc", "Cf", "", "Co", "Cs", "Pd", "Ps", "Pe", "Pc", "Po", "Sm", "Sc", "Sk", "So", "Pi", "Pf"
  };

  private static final Map<String, CharClass> KNOWN = new ConcurrentHashMap<>();

  private UnicodeClasses() {}

  /** A new set with what has a property, or null if there is no such property. */
  static @Nullable CharClass of(String name) {
    if (name.equals("Any")) {
      return CharClass.any();
    }
    for (String category : CATEGORIES) {
      if (!name.isEmpty() && category.startsWith(name)) {
        return known(name, c -> CATEGORIES[Character.getType(c)].startsWith(name));
      }
    }
    for (UnicodeScript script : UnicodeScript.values()) {
      if (name.equalsIgnoreCase(script.name())) {
        return known(script.name(), c -> UnicodeScript.of(c) == script);
      }
    }
    return null;
  }

  private static CharClass known(String name, IntPredicate has) {
    return new CharClass().add(KNOWN.computeIfAbsent(name, _ -> all(has)));
  }

  private static CharClass all(IntPredicate has) {
    CharClass all = new CharClass();
    int from = -1;
    for (int c = 0; c <= Character.MAX_CODE_POINT + 1; c++) {
      boolean in = c <= Character.MAX_CODE_POINT && has.test(c);
      if (in && from < 0) {
        from = c;
      } else if (!in && from >= 0) {
        all.add(from, c - 1);
        from = -1;
      }
    }
    return all;
  }
}

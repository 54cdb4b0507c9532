package io.beltline.ottl.pattern;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sets of characters of ASCII that have a name: each time a new one. */
final class NamedClasses {
  private static final Map<String, String> POSIX =
      Map.ofEntries(
          Map.entry("alnum", "09AZaz"),
          Map.entry("alpha", "AZaz"),
          Map.entry("ascii", "\0\u007f"),
          Map.entry("blank", "\t\t  "),
          Map.entry("cntrl", "\0\u001f\u007f\u007f"),
          Map.entry("digit", "09"),
          Map.entry("graph", "!~"),
          Map.entry("lower", "az"),
          Map.entry("print", " ~"),
          Map.entry("punct", "!/:@[`{~"),
          Map.entry("space", "\t\r  "),
          Map.entry("upper", "AZ"),
          Map.entry("word", "09AZaz__"),
          Map.entry("xdigit", "09AFaf"));

  private NamedClasses() {}

  /** What stands in {@code [:name:]}, or null if there is none. */
  static @Nullable CharClass posix(String name) {
    String ends = POSIX.get(name);
    return ends == null ? null : of(ends);
  }

  /** What a letter stands for that is behind a backslash: {@code d}, {@code w} or {@code s}. */
  static CharClass perl(int name) {
    return of(name == 'd' ? "09" : name == 'w' ? "09AZaz__" : "\t\n\f\r  ");
  }

  private static CharClass of(String ends) {
    CharClass set = new CharClass();
    for (int i = 0; i < ends.length(); i += 2) {
      set.add(ends.charAt(i), ends.charAt(i + 1));
    }
    return set;
  }
}

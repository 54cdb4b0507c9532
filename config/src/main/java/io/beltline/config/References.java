package io.beltline.config;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds {@code ${...}} and {@code $NAME} in a text. {@code $$} stands for one dollar. */
final class References {
  private static final Pattern BARE = Pattern.compile("\\$\\$|\\$([a-zA-Z_][a-zA-Z0-9_]*)");
  private static final Pattern GROUP = Pattern.compile("\\$\\{[0-9]+}");

  private References() {}

  /**
   * The next reference to replace, innermost first: between the first closing brace and the last
   * opening before it. Escaped ones and regular expressions' groups ({@code ${1}}) are passed over.
   */
  static @Nullable String next(String text) {
    int open = -1;
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("${", i)) {
        open = i;
      } else if (text.charAt(i) == '}' && open >= 0) {
        String reference = text.substring(open, i + 1);
        if (!escaped(text, open) && !group(reference)) {
          return reference;
        }
        open = -1;
      }
    }
    return null;
  }

  /** Whether a reference is the group of a regular expression: {@code ${1}}. */
  static boolean group(String reference) {
    return GROUP.matcher(reference).matches();
  }

  /** Whether a group stands in the text without being escaped. */
  static boolean hasGroup(String text) {
    Matcher matcher = GROUP.matcher(text);
    while (matcher.find()) {
      if (!escaped(text, matcher.start())) {
        return true;
      }
    }
    return false;
  }

  /** Replaces {@code $NAME} by {@code ${env:NAME}} where the name is defined. */
  static String braced(String text, Predicate<String> defined) {
    return BARE.matcher(text)
        .replaceAll(
            match -> {
              String name = match.group(1);
              boolean known = name != null && defined.test(name);
              return Matcher.quoteReplacement(known ? "${env:" + name + "}" : match.group());
            });
  }

  private static boolean escaped(String text, int open) {
    int dollars = 0;
    for (int i = open - 1; i >= 0 && text.charAt(i) == '$'; i--) {
      dollars++;
    }
    return dollars % 2 == 1;
  }
}

package io.beltline.ottl.pattern;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read of an expression.
 *
 * @param tree the tree, or null if it has something that is not read
 * @param checked the expression without flags that ignore case: as right or wrong as itself. RE2/J
 *     never ends reading some characters whose case is to be ignored
 * @param expanded whether the tree has all cases of characters, or properties of characters: what
 *     RE2/J knows of them is older
 * @param tooDeep whether groups stand too deep in others
 */
record RegexTree(@Nullable Regex tree, String checked, boolean expanded, boolean tooDeep) {

  /** The text without flags at these characters. */
  static String checked(String text, List<Integer> caseFlags) {
    if (caseFlags.isEmpty()) {
      return text;
    }
    int[] characters = text.codePoints().toArray();
    caseFlags.forEach(at -> characters[at] = 's');
    return new String(characters, 0, characters.length);
  }

  /** The text without what looks like flags. */
  static String guessed(String text) {
    StringBuilder out = new StringBuilder(text);
    for (int open = text.indexOf("(?"); open >= 0; open = text.indexOf("(?", open + 2)) {
      for (int at = open + 2; at < text.length() && "imsU-".indexOf(text.charAt(at)) >= 0; at++) {
        if (text.charAt(at) == 'i') {
          out.setCharAt(at, 's');
        }
      }
    }
    return out.toString();
  }
}

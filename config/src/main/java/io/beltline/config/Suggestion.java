package io.beltline.config;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds what the user may have meant. Stateless. */
public final class Suggestion {
  private static final int MAX_LISTED = 12;

  private Suggestion() {}

  /**
   * Says in brackets what was expected instead of a word, with a space before it: the nearest valid
   * word, else all of them, else how many there are.
   *
   * @param word what was written
   * @param valid what could have been, in the order to list it
   */
  public static String expected(String word, Collection<String> valid) {
    String nearest = nearest(word, valid);
    if (nearest != null) {
      return " (did you mean \"" + nearest + "\"?)";
    }
    if (valid.isEmpty()) {
      return " (expected: none)";
    }
    return valid.size() > MAX_LISTED
        ? " (none of the " + valid.size() + " known ones is similar)"
        : " (expected: " + String.join(", ", valid) + ")";
  }

  /** The valid word with the fewest typing errors, if they are few; the first of equals. */
  static @Nullable String nearest(String word, Collection<String> valid) {
    String best = null;
    int fewest = Math.max(1, Math.min(4, word.length() / 3)) + 1;
    for (String candidate : valid) {
      if (Math.abs(candidate.length() - word.length()) < fewest) {
        int errors = errors(word, candidate);
        if (errors < fewest) {
          fewest = errors;
          best = candidate;
        }
      }
    }
    return best;
  }

  /** Letters inserted, left out, replaced or swapped with their neighbour. */
  private static int errors(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        boolean same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        cost[i][j] =
            Math.min(
                cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}

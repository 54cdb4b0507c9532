package io.beltline.service.plan;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds the word that was probably meant. */
final class Nearest {
  private static final int MOST_LISTED = 12;

  private Nearest() {}

  /** Says in brackets what was expected instead of a word. */
  static String expected(String word, Collection<String> valid) {
    String nearest = of(word, valid);
    if (nearest != null) {
      return " (did you mean \"" + nearest + "\"?)";
    }
    if (valid.isEmpty()) {
      return " (expected: none, there is none)";
    }
    return valid.size() > MOST_LISTED
        ? " (none of the " + valid.size() + " known ones is similar)"
        : " (expected: " + String.join(", ", valid) + ")";
  }

  private static @Nullable String of(String word, Collection<String> valid) {
    String best = null;
    int fewest = Math.clamp(word.length() / 3, 1, 4) + 1;
    for (String candidate : valid) {
      int edits = edits(word, candidate);
      if (edits < fewest) {
        fewest = edits;
        best = candidate;
      }
    }
    return best;
  }

  /** Letters to insert, remove or replace. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int above = row[j];
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}

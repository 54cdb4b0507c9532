package io.beltline.distribution.plain;

import java.util.ArrayList;
import java.util.List;

/** Pairs what is expected with what was found, so that as many as possible fit, in order. */
public final class Alignment {
  private Alignment() {}

  /**
   * A pair.
   *
   * @param expected the place of what is expected, -1 if nothing is
   * @param found the place of what was found, -1 if nothing was
   */
  public record Pair(int expected, int found) {}

  /** Whether an expected thing and a found one fit. */
  @FunctionalInterface
  public interface Fit {
    /** True if they fit. */
    boolean test(int expected, int found);
  }

  /** The pairs in order; those between two that fit are paired one by one. */
  public static List<Pair> of(int expected, int found, Fit fit) {
    boolean[][] fits = new boolean[expected][found];
    int[][] most = new int[expected + 1][found + 1];
    for (int i = expected - 1; i >= 0; i--) {
      for (int j = found - 1; j >= 0; j--) {
        fits[i][j] = fit.test(i, j);
        int skipped = Math.max(most[i + 1][j], most[i][j + 1]);
        most[i][j] = fits[i][j] ? Math.max(skipped, most[i + 1][j + 1] + 1) : skipped;
      }
    }
    List<Pair> pairs = new ArrayList<>();
    int i = 0;
    int j = 0;
    int openI = 0;
    int openJ = 0;
    while (i < expected && j < found) {
      if (fits[i][j] && most[i][j] == most[i + 1][j + 1] + 1) {
        between(pairs, openI, i, openJ, j);
        pairs.add(new Pair(i++, j++));
        openI = i;
        openJ = j;
      } else if (most[i + 1][j] >= most[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    between(pairs, openI, expected, openJ, found);
    return pairs;
  }

  private static void between(List<Pair> pairs, int fromI, int toI, int fromJ, int toJ) {
    for (int k = 0; fromI + k < toI || fromJ + k < toJ; k++) {
      pairs.add(new Pair(fromI + k < toI ? fromI + k : -1, fromJ + k < toJ ? fromJ + k : -1));
    }
  }
}

package io.beltline.processor.redaction;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Tells words from what nobody speaks, by how usual it is that one letter follows another. Safe for
 * all threads.
 *
 * <p>The counts and the threshold are those of the Go collector's classifier, and so are the
 * verdicts. Source: https://github.com/grafana/clusterurl.
 */
final class Digraphs {
  private static final int LETTERS = 27;
  private static final int SPACE = 26;
  private static final int NONE = -1;

  /** So often has each pair been seen before anything was counted. */
  private static final double PRIOR = 10;

  private static final double THRESHOLD = 0.015099318064947853;

  private static final double[][] LOGARITHMS = read();

  private Digraphs() {}

  private static double[][] read() {
    double[][] rows = new double[LETTERS][];
    try (InputStream in =
            Objects.requireNonNull(Digraphs.class.getResourceAsStream("digraphs.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      String title = lines.readLine();
      for (int i = 0; title != null && i < LETTERS; i++) {
        rows[i] = logarithms(Objects.requireNonNull(lines.readLine()));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return rows;
  }

  private static double[] logarithms(String counts) {
    String[] numbers = counts.split(" ", -1);
    double[] row = new double[LETTERS];
    double sum = 0;
    for (int i = 0; i < LETTERS; i++) {
      row[i] = PRIOR + Integer.parseInt(numbers[i]);
      sum += row[i];
    }
    for (int i = 0; i < LETTERS; i++) {
      row[i] = Math.log(row[i] / sum);
    }
    return row;
  }

  /** Whether a text can be spoken. Only letters of ASCII and spaces count. */
  static boolean isSpoken(String text, int from, int to) {
    double sum = 0;
    int pairs = 0;
    int last = NONE;
    for (int i = from; i < to; i++) {
      int letter = letter(text.charAt(i));
      if (letter == NONE) {
        continue;
      }
      if (last != NONE) {
        sum += LOGARITHMS[last][letter];
        pairs++;
      }
      last = letter;
    }
    return Math.exp(sum / Math.max(1, pairs)) > THRESHOLD;
  }

  private static int letter(char c) {
    if (c == ' ') {
      return SPACE;
    }
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'z' && c < 0x80 ? lower - 'a' : NONE;
  }
}

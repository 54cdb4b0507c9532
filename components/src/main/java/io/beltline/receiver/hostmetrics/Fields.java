package io.beltline.receiver.hostmetrics;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a line, by their index.
 *
 * @param words the words
 */
record Fields(List<String> words) {

  /** The words of a line, which blanks and tabs part. */
  static Fields of(String line) {
    List<String> words = new ArrayList<>();
    int from = -1;
    for (int i = 0; i <= line.length(); i++) {
      boolean blank = i == line.length() || line.charAt(i) <= ' ';
      if (blank && from >= 0) {
        words.add(line.substring(from, i));
        from = -1;
      } else if (!blank && from < 0) {
        from = i;
      }
    }
    return new Fields(words);
  }

  int size() {
    return words.size();
  }

  /** The word at an index. */
  String text(int index) throws MalformedLineException {
    if (index >= words.size()) {
      throw new MalformedLineException(
          "%d words (expected: at least %d)".formatted(words.size(), index + 1));
    }
    return words.get(index);
  }

  /**
   * The number at an index, of 64 bits without a sign: those above 2^63 become negative, as in
   * OTLP.
   */
  long number(int index) throws MalformedLineException {
    return number(text(index));
  }

  /** The number a word is. */
  static long number(String word) throws MalformedLineException {
    try {
      return Long.parseUnsignedLong(word);
    } catch (NumberFormatException e) {
      throw new MalformedLineException("\"%s\" (expected: a number)".formatted(word));
    }
  }

  /** The number with a fraction at an index. */
  double decimal(int index) throws MalformedLineException {
    String word = text(index);
    try {
      double value = Double.parseDouble(word);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new MalformedLineException("\"%s\" (expected: a number)".formatted(word));
  }
}

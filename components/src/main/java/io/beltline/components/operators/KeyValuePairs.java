package io.beltline.components.operators;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads pairs of keys and values. What stands in quotes, double or single, is not divided, and the
 * quotes are taken away; a backslash keeps a quote from meaning something, and stays.
 */
final class KeyValuePairs {
  private final String text;
  private final String delimiter;
  private final String between;
  private final Map<String, @Nullable Object> pairs = new LinkedHashMap<>();
  private final StringBuilder part = new StringBuilder();

  private KeyValuePairs(String text, String delimiter, String between) {
    this.text = text;
    this.delimiter = delimiter;
    this.between = between;
  }

  /**
   * The pairs of a text.
   *
   * @param delimiter what stands between a key and its value
   * @param between what stands between pairs, once or more often
   * @throws OperatorException if a part is no pair, or a quote is not closed
   */
  static Map<String, @Nullable Object> of(String text, String delimiter, String between)
      throws OperatorException {
    KeyValuePairs reader = new KeyValuePairs(text, delimiter, between);
    reader.read();
    return reader.pairs;
  }

  private void read() throws OperatorException {
    char quote = 0;
    boolean escaped = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quote == 0 && text.startsWith(between, at)) {
        endPart();
        at += between.length() - 1;
      } else if (!escaped && quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (!escaped && c == quote) {
        quote = 0;
      } else {
        escaped = !escaped && c == '\\';
        part.append(c);
      }
    }
    if (quote != 0) {
      throw new OperatorException("a quoted value has no end (expected: " + quote + ")");
    }
    endPart();
  }

  private void endPart() throws OperatorException {
    if (part.isEmpty()) {
      return;
    }
    int end = part.indexOf(delimiter);
    if (end < 0) {
      throw new OperatorException(
          "\"" + part + "\" is no pair (expected: KEY" + delimiter + "VALUE)");
    }
    pairs.put(part.substring(0, end).strip(), part.substring(end + delimiter.length()).strip());
    part.setLength(0);
  }
}

package io.beltline.components.operators;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides one row of comma-separated values. A line feed belongs to the value it stands in, since a
 * row is all of an entry; empty lines are passed over.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvRow {
  private final String text;
  private final int delimiter;
  private final boolean lazy;
  private final List<String> values = new ArrayList<>();
  private final StringBuilder value = new StringBuilder();
  private int at;

  private CsvRow(String text, int delimiter, boolean lazy) {
    this.text = text;
    this.delimiter = delimiter;
    this.lazy = lazy;
  }

  /**
   * The values of a row.
   *
   * @param delimiter the character between values
   * @param lazy whether quotes may stand where they mean nothing
   * @throws OperatorException if a quote stands where it must not, or is not closed
   */
  static List<String> values(String text, int delimiter, boolean lazy) throws OperatorException {
    CsvRow row = new CsvRow(text.replace("\r\n", "\n"), delimiter, lazy);
    row.skipEmptyLines();
    if (row.isAtEnd()) {
      throw new OperatorException("the row is empty (expected: values)");
    }
    while (row.value()) {
      row.at += Character.charCount(delimiter);
    }
    return row.values;
  }

  private boolean isAtEnd() {
    return at >= text.length();
  }

  private boolean isAt(int wanted) {
    return !isAtEnd() && text.codePointAt(at) == wanted;
  }

  private void skipEmptyLines() {
    while (isAt('\n')) {
      at++;
    }
  }

  /** Reads a value; whether another follows. */
  private boolean value() throws OperatorException {
    value.setLength(0);
    part();
    while (isAt('\n')) {
      skipEmptyLines();
      if (!isAtEnd()) {
        value.append('\n');
        part();
      }
    }
    values.add(value.toString());
    return isAt(delimiter);
  }

  /** Reads what a line has of a value. */
  private void part() throws OperatorException {
    if (isAt('"')) {
      at++;
      quoted();
      return;
    }
    for (; !isAtEnd() && !isAt(delimiter) && !isAt('\n'); at++) {
      if (text.charAt(at) == '"' && !lazy) {
        throw wrong("a quote in a value that is not quoted");
      }
      value.append(text.charAt(at));
    }
  }

  private void quoted() throws OperatorException {
    while (!isAtEnd()) {
      char c = text.charAt(at++);
      if (c != '"') {
        value.append(c);
      } else if (isAt('"')) {
        value.append('"');
        at++;
      } else if (isAtEnd() || isAt(delimiter) || isAt('\n')) {
        return;
      } else if (lazy) {
        value.append('"');
      } else {
        throw wrong("something behind a closing quote");
      }
    }
    if (!lazy) {
      throw wrong("the end within quotes");
    }
  }

  private OperatorException wrong(String what) {
    return new OperatorException("no row of values: " + what + " at character " + (at + 1));
  }
}

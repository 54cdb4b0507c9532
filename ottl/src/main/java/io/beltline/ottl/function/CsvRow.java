package io.beltline.ottl.function;

import io.beltline.model.Slice;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code ParseCSV}: one row, whose line breaks belong to its fields.
 *
 * <p>Source: https://pkg.go.dev/encoding/csv for quotes.
 */
final class CsvRow {
  private final String row;
  private final String delimiter;
  private final boolean lazy;
  private final List<String> fields = new ArrayList<>();
  private int at;

  private CsvRow(String row, String delimiter, boolean lazy) {
    this.row = row;
    this.delimiter = delimiter;
    this.lazy = lazy;
  }

  static Conversion of(Arguments a) throws InvalidStatementException {
    Expression target = a.value("target");
    Expression headers = a.value("headers");
    String delimiter = single(a, "delimiter", ",");
    String headerDelimiter = single(a, "headerDelimiter", delimiter);
    String mode = a.word("mode", "strict", List.of("strict", "lazyQuotes", "ignoreQuotes"));
    return (x, out) -> {
      String names = headers.eval(x).text();
      if (names.isEmpty()) {
        throw new EvaluationException("the headers are empty");
      }
      String row = target.eval(x).text();
      List<String> fields =
          mode.equals("ignoreQuotes")
              ? split(row, delimiter)
              : new CsvRow(trimmed(row), delimiter, mode.equals("lazyQuotes")).read();
      out.map(map(split(names, headerDelimiter), fields));
    };
  }

  private static String single(Arguments a, String name, String absent)
      throws InvalidStatementException {
    String text = a.text(name, absent);
    if (text.codePointCount(0, text.length()) != 1) {
      throw a.problem(name, name + " must be a single character");
    }
    return text;
  }

  private static List<String> split(String text, String delimiter) {
    return List.of(text.split(Pattern.quote(delimiter), -1));
  }

  private static String trimmed(String row) {
    int from = 0;
    int to = row.length();
    while (from < to && isBreak(row.charAt(from))) {
      from++;
    }
    while (to > from && isBreak(row.charAt(to - 1))) {
      to--;
    }
    return row.substring(from, to);
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r';
  }

  private static Slice map(List<String> headers, List<String> fields) {
    if (headers.size() != fields.size()) {
      throw new EvaluationException(
          "the row has " + fields.size() + " fields (expected: " + headers.size() + ")");
    }
    Map<String, Slice> map = new LinkedHashMap<>();
    Cell cell = new Cell();
    for (int i = 0; i < headers.size(); i++) {
      map.put(headers.get(i), new ValueWriter().value(cell.text(fields.get(i))).slice());
    }
    return ListConverters.written(map);
  }

  private List<String> read() {
    while (true) {
      fields.add(row.startsWith("\"", at) ? quoted() : plain());
      if (at >= row.length()) {
        return fields;
      }
      at += delimiter.length();
    }
  }

  private String plain() {
    int end = row.indexOf(delimiter, at);
    String field = row.substring(at, end < 0 ? row.length() : end);
    if (!lazy && field.indexOf('"') >= 0) {
      throw wrong("a quote stands in a field without quotes");
    }
    at = end < 0 ? row.length() : end;
    return field;
  }

  private String quoted() {
    StringBuilder field = new StringBuilder();
    at++;
    while (true) {
      int quote = row.indexOf('"', at);
      if (quote < 0) {
        if (!lazy) {
          throw wrong("a quoted field has no end");
        }
        field.append(row, at, row.length());
        at = row.length();
        return field.toString();
      }
      field.append(row, at, quote);
      at = quote + 1;
      if (row.startsWith("\"", at)) {
        field.append('"');
        at++;
      } else if (at == row.length() || row.startsWith(delimiter, at)) {
        return field.toString();
      } else if (lazy) {
        field.append('"');
      } else {
        throw wrong("a quoted field goes on behind its quote");
      }
    }
  }

  private EvaluationException wrong(String what) {
    return new EvaluationException("the text is no CSV: " + what);
  }
}

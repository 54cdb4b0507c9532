package io.beltline.ottl.function;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AttributesView;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueWriter;
import io.beltline.ottl.value.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Texts such as {@code k1=v1 k2=v2}: reads and writes them. */
final class KeyValueText {
  private record Delimiters(String delimiter, String pairDelimiter) {}

  private KeyValueText() {}

  private static Delimiters delimiters(Arguments a) throws InvalidStatementException {
    String delimiter = a.text("delimiter", "=");
    String pairs = a.text("pair_delimiter", " ");
    if (delimiter.isEmpty()) {
      throw a.problem("delimiter", "delimiter must not be empty");
    }
    if (pairs.isEmpty()) {
      throw a.problem("pair_delimiter", "pair_delimiter must not be empty");
    }
    if (delimiter.equals(pairs)) {
      throw a.problem("pair_delimiter", "pair_delimiter and delimiter must not be the same");
    }
    return new Delimiters(delimiter, pairs);
  }

  static Conversion parse(Arguments a) throws InvalidStatementException {
    Expression target = a.value("target");
    Delimiters delimiters = delimiters(a);
    return (x, out) -> {
      String text = target.eval(x).text();
      if (text.isEmpty()) {
        throw new EvaluationException("there are no pairs in an empty string");
      }
      Map<String, Slice> map = new LinkedHashMap<>();
      Cell value = new Cell();
      for (String pair : pairs(text, delimiters.pairDelimiter)) {
        int cut = pair.indexOf(delimiters.delimiter);
        if (cut < 0) {
          throw new EvaluationException(
              "\"" + pair + "\" is no pair (expected: key" + delimiters.delimiter + "value)");
        }
        value.text(pair.substring(cut + delimiters.delimiter.length()).strip());
        map.put(pair.substring(0, cut).strip(), new ValueWriter().value(value).slice());
      }
      out.map(ListConverters.written(map));
    };
  }

  /** Splits outside quotes, which go, and leaves empty parts out. */
  private static List<String> pairs(String text, String delimiter) {
    List<String> pairs = new ArrayList<>();
    StringBuilder pair = new StringBuilder();
    char quote = 0;
    boolean escaped = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == 0 && text.startsWith(delimiter, i)) {
        flush(pair, pairs);
        i += delimiter.length() - 1;
        continue;
      }
      boolean opens = !escaped && quote == 0 && (c == '"' || c == '\'');
      boolean closes = !escaped && quote != 0 && c == quote;
      if (opens || closes) {
        quote = opens ? c : 0;
        continue;
      }
      escaped = !escaped && c == '\\';
      pair.append(c);
    }
    if (quote != 0) {
      throw new EvaluationException("a quoted value has no end");
    }
    flush(pair, pairs);
    return pairs;
  }

  private static void flush(StringBuilder pair, List<String> pairs) {
    if (!pair.isEmpty()) {
      pairs.add(pair.toString());
      pair.setLength(0);
    }
  }

  static Conversion write(Arguments a) throws InvalidStatementException {
    Expression target = a.value("target");
    Delimiters delimiters = delimiters(a);
    boolean sort = a.bool("sort_output", false);
    return (x, out) -> {
      List<Map.Entry<String, String>> pairs = new ArrayList<>();
      for (AttributesView walk = Values.entries(target.eval(x)); walk.next(); ) {
        pairs.add(Map.entry(walk.key(), walk.value().asString()));
      }
      if (sort) {
        pairs.sort(Comparator.comparing(Map.Entry::getKey));
      }
      StringBuilder text = new StringBuilder();
      for (Map.Entry<String, String> pair : pairs) {
        text.append(text.isEmpty() ? "" : delimiters.pairDelimiter);
        text.append(quoted(pair.getKey(), delimiters)).append(delimiters.delimiter);
        text.append(quoted(pair.getValue(), delimiters));
      }
      out.text(text.toString());
    };
  }

  private static String quoted(String text, Delimiters delimiters) {
    String escaped = text.replace("\"", "\\\"");
    return escaped.contains(delimiters.pairDelimiter) || escaped.contains(delimiters.delimiter)
        ? "\"" + escaped + "\""
        : escaped;
  }
}

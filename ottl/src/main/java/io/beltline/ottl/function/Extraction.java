package io.beltline.ottl.function;

import com.google.re2j.Matcher;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.pattern.TextPattern;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** {@code ExtractPatterns}: a map of what named groups match. */
final class Extraction {
  private Extraction() {}

  static Conversion of(Arguments a) throws InvalidStatementException {
    Expression target = a.value("target");
    PatternArgument pattern = a.pattern("pattern");
    TextPattern constant = pattern.constant();
    if (constant != null && constant.re2().namedGroups().isEmpty()) {
      throw a.problem("pattern", "\"" + constant + "\" has no named group: (?P<name>...)");
    }
    return (x, out) -> {
      TextPattern regex = pattern.get(x);
      Cell text = target.eval(x);
      ValueWriter map = new ValueWriter();
      if (regex.find(text)) {
        groups(regex, text.text(), map);
      }
      out.map(map.slice());
    };
  }

  private static void groups(TextPattern regex, String text, ValueWriter map) {
    List<Map.Entry<String, Integer>> names =
        regex.re2().namedGroups().entrySet().stream()
            .sorted(Comparator.comparing(Map.Entry::getValue))
            .toList();
    if (names.isEmpty()) {
      throw new EvaluationException("\"" + regex + "\" has no named group: (?P<name>...)");
    }
    Matcher matcher = regex.matcher(text);
    if (!matcher.find()) {
      return;
    }
    Cell value = new Cell();
    for (Map.Entry<String, Integer> name : names) {
      String group = matcher.group(name.getValue());
      map.entry(name.getKey(), value.text(group == null ? "" : group));
    }
  }
}

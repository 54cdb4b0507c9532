package io.beltline.ottl.function;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.pattern.Captures;
import io.beltline.ottl.pattern.NamedGroup;
import io.beltline.ottl.pattern.TextPattern;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueWriter;
import java.util.List;

/** {@code ExtractPatterns}: a map of what named groups match. */
final class Extraction {
  private Extraction() {}

  static Conversion of(Arguments a) throws InvalidStatementException {
    Expression target = a.value("target");
    PatternArgument pattern = a.pattern("pattern");
    TextPattern constant = pattern.constant();
    if (constant != null && constant.namedGroups().isEmpty()) {
      throw a.problem("pattern", "\"" + constant + "\" has no named group: (?P<name>...)");
    }
    return (x, out) -> {
      TextPattern regex = pattern.get(x);
      Cell text = target.eval(x);
      ValueWriter map = new ValueWriter();
      Captures match = regex.captures(text.array(), text.from(), text.to());
      if (match.next()) {
        groups(regex, match, map);
      }
      out.map(map.slice());
    };
  }

  private static void groups(TextPattern regex, Captures match, ValueWriter map) {
    List<NamedGroup> groups = regex.namedGroups();
    if (groups.isEmpty()) {
      throw new EvaluationException("\"" + regex + "\" has no named group: (?P<name>...)");
    }
    Cell value = new Cell();
    for (NamedGroup group : groups) {
      map.entry(group.name(), value.text(match.text(group.number())));
    }
  }
}

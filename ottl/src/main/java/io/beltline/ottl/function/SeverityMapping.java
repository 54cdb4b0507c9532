package io.beltline.ottl.function;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.Cursor;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import io.beltline.ottl.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ParseSeverity}: finds the level that texts and ranges of numbers are mapped to. */
final class SeverityMapping {
  private static final Map<String, Integer> CLASSES =
      Map.of("2xx", 200, "3xx", 300, "4xx", 400, "5xx", 500);

  private record Rule(String level, List<String> texts, long min, long max) {}

  private SeverityMapping() {}

  static Conversion of(Arguments a) throws InvalidStatementException {
    Expression target = a.value("target");
    Expression mapping = a.value("severityMapping");
    Cell constant = mapping.constant();
    if (constant == null) {
      return (x, out) -> out.text(level(rules(mapping.eval(x)), target.eval(x)));
    }
    List<Rule> rules;
    try {
      rules = rules(constant);
    } catch (EvaluationException wrong) {
      throw a.problem("severityMapping", String.valueOf(wrong.getMessage()));
    }
    return (x, out) -> out.text(level(rules, target.eval(x)));
  }

  private static String level(List<Rule> rules, Cell value) {
    for (Rule rule : rules) {
      boolean matches =
          switch (value.kind()) {
            case STRING -> rule.texts.contains(value.text());
            case INT -> value.integer() >= rule.min && value.integer() <= rule.max;
            default ->
                throw new EvaluationException(
                    "a level is a string or an int, not " + value.kind().words());
          };
      if (matches) {
        return rule.level;
      }
    }
    String shown =
        switch (value.kind()) {
          case STRING -> "\"" + value.text() + "\"";
          case INT -> String.valueOf(value.integer());
          default ->
              throw new EvaluationException(
                  "a level is a string or an int, not " + value.kind().words());
        };
    throw new EvaluationException("no level is mapped to " + shown);
  }

  private static List<Rule> rules(Cell mapping) {
    List<Rule> rules = new ArrayList<>();
    for (AttributesView walk = Values.entries(mapping); walk.next(); ) {
      String level = walk.key();
      AnyValueView value = walk.value();
      if (value.hasArrayValue()) {
        Cursor<? extends AnyValueView> items = value.arrayValue().values();
        while (items.next()) {
          rules.addAll(criteria(level, items.item()));
        }
      } else {
        rules.addAll(criteria(level, value));
      }
    }
    return rules;
  }

  private static List<Rule> criteria(String level, AnyValueView value) {
    if (!value.hasKvlistValue()) {
      throw wrong(level);
    }
    List<Rule> rules = new ArrayList<>();
    for (AttributesView walk = value.kvlistValue().values(); walk.next(); ) {
      rules.add(
          switch (walk.key()) {
            case "equals" -> new Rule(level, texts(level, walk.value()), 1, 0);
            case "range" -> range(level, walk.value());
            default -> throw wrong(level);
          });
    }
    return rules;
  }

  private static EvaluationException wrong(String level) {
    return new EvaluationException(
        "the mapping of "
            + level
            + " is wrong (expected: [{\"equals\": [\"a\"]}, {\"range\": {\"min\": 1, \"max\":"
            + " 2}}], or \"2xx\" for a range)");
  }

  private static List<String> texts(String level, AnyValueView value) {
    List<String> texts = new ArrayList<>();
    if (!value.hasArrayValue()) {
      throw wrong(level);
    }
    Cursor<? extends AnyValueView> items = value.arrayValue().values();
    while (items.next()) {
      if (!items.item().hasStringValue()) {
        throw wrong(level);
      }
      texts.add(items.item().stringValue());
    }
    return texts;
  }

  private static Rule range(String level, AnyValueView value) {
    if (value.hasStringValue()) {
      Integer first = CLASSES.get(value.stringValue());
      if (first == null) {
        throw wrong(level);
      }
      return new Rule(level, List.of(), first, first + 99L);
    }
    if (!value.hasKvlistValue()) {
      throw wrong(level);
    }
    return new Rule(level, List.of(), end(level, value, "min"), end(level, value, "max"));
  }

  private static long end(String level, AnyValueView range, String key) {
    AnyValueView end = range.kvlistValue().values().find(key);
    if (end == null || !new Cell().value(end).is(ValueKind.INT)) {
      throw wrong(level);
    }
    return end.intValue();
  }
}

package io.beltline.ottl.function;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.pattern.Captures;
import io.beltline.ottl.pattern.InvalidPatternException;
import io.beltline.ottl.pattern.TextPattern;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A grok expression, compiled: a regular expression with fields. Safe for all threads. */
final class GrokPattern {
  private final TextPattern regex;
  private final List<Field> fields;

  private GrokPattern(TextPattern regex, List<Field> fields) {
    this.regex = regex;
    this.fields = fields;
  }

  /**
   * What a group gives.
   *
   * @param name the key in the map
   * @param type what its text is read as
   * @param group which group
   */
  record Field(String name, GrokType type, int group) {}

  /**
   * Compiles an expression.
   *
   * @param onlyNamed whether references without a field give nothing
   * @throws InvalidPatternException if it is none
   */
  static GrokPattern of(String expression, GrokLibrary library, boolean onlyNamed)
      throws InvalidPatternException {
    GrokExpansion expansion = new GrokExpansion(library, onlyNamed);
    TextPattern regex = TextPattern.of(expansion.expand(expression));
    List<Field> fields = new ArrayList<>();
    regex.namedGroups().forEach(group -> fields.add(expansion.field(group.name(), group.number())));
    return new GrokPattern(regex, fields);
  }

  /** Whether it has fields at all. */
  boolean hasFields() {
    return !fields.isEmpty();
  }

  /**
   * Writes the map of what the fields match: an empty one if the text does not match. Of several
   * fields of one name the last that matches something counts.
   *
   * @throws EvaluationException if a text is not of its field's type
   */
  void extract(Cell text, Cell out) {
    Map<String, Field> found = new LinkedHashMap<>();
    ValueWriter map = new ValueWriter();
    if (!fields.isEmpty() && regex.find(text)) {
      Captures match = regex.captures(text.array(), text.from(), text.to());
      if (match.next()) {
        for (Field field : fields) {
          if (match.end(field.group()) > match.start(field.group())) {
            found.put(field.name(), field);
          }
        }
        Cell value = new Cell();
        for (Field field : found.values()) {
          String group = match.text(field.group());
          map.entry(field.name(), field.type().read(field.name(), group, value));
        }
      }
    }
    out.map(map.slice());
  }
}

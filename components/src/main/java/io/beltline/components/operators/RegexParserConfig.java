package io.beltline.components.operators;

import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import io.beltline.ottl.pattern.Captures;
import io.beltline.ottl.pattern.NamedGroup;
import io.beltline.ottl.pattern.TextPattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code regex_parser}: the named groups of a regular expression.
 *
 * @param step the keys of every operator
 * @param parser the keys of every parser
 * @param regex the expression
 * @param cache accepted, without effect
 */
public record RegexParserConfig(
    @Squash StepConfig step,
    @Squash ParserConfig parser,
    @Doc("The expression (RE2); its named groups become keys.") @Nullable RegexText regex,
    @Doc("Accepted, without effect.") Cache cache)
    implements OperatorConfig, Validated {

  /**
   * Accepted, without effect.
   *
   * @param size accepted, without effect
   */
  public record Cache(@Doc("Accepted, without effect.") int size) {}

  @Override
  public void validate(Problems problems) {
    if (regex == null) {
      problems.add("regex", "is missing (expected: a regular expression with named groups)");
    } else if (regex.pattern().namedGroups().isEmpty()) {
      problems.add("regex", "has no named group (expected: one such as (?P<level>\\w+))");
    }
  }

  @Override
  public Operator operator(Parts parts) {
    RegexText text = regex;
    if (text == null) {
      throw new IllegalStateException("not validated");
    }
    return Steps.parser(parser, parts.clock(), value -> parse(text.pattern(), value));
  }

  private Object parse(TextPattern pattern, Object value) throws OperatorException {
    Captures match = pattern.captures(Steps.text(value, parser.parseFrom()));
    if (!match.next()) {
      throw new OperatorException("regex pattern does not match");
    }
    List<NamedGroup> groups = pattern.namedGroups();
    Map<String, @Nullable Object> parsed = LinkedHashMap.newLinkedHashMap(groups.size());
    for (NamedGroup group : groups) {
      parsed.put(group.name(), match.text(group.number()));
    }
    return parsed;
  }
}

package io.beltline.components.operators;

import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import io.beltline.ottl.pattern.Captures;
import io.beltline.ottl.pattern.NamedGroup;
import io.beltline.ottl.pattern.TextPattern;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
    boolean ofBody = parser.parseFrom().equals(Field.BODY);
    return Steps.parserOf(
        parser,
        entry -> {
          byte[] utf8 = ofBody ? entry.utf8() : null;
          return parse(text.pattern(), utf8 == null ? text(entry) : utf8);
        });
  }

  private byte[] text(Entry entry) throws OperatorException {
    Object value = Steps.present(entry, parser.parseFrom());
    return Steps.text(value, parser.parseFrom()).getBytes(StandardCharsets.UTF_8);
  }

  private static Object parse(TextPattern pattern, byte[] text) throws OperatorException {
    Captures match = pattern.capturesOfValid(text, 0, text.length);
    if (!match.next()) {
      throw new OperatorException("regex pattern does not match");
    }
    List<NamedGroup> groups = pattern.namedGroups();
    FlatMap parsed = new FlatMap(groups.size());
    for (NamedGroup group : groups) {
      int number = group.number();
      int from = match.has(number) ? match.start(number) : 0;
      parsed.add(group.name(), new Utf8Part(text, from, match.has(number) ? match.end(number) : 0));
    }
    return parsed;
  }
}

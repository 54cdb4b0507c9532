package io.beltline.components.operators;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import java.util.ArrayList;
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

  /** A named group. */
  private record Group(String name, int number) {}

  @Override
  public void validate(Problems problems) {
    if (regex == null) {
      problems.add("regex", "is missing (expected: a regular expression with named groups)");
    } else if (regex.pattern().re2().namedGroups().isEmpty()) {
      problems.add("regex", "has no named group (expected: one such as (?P<level>\\w+))");
    }
  }

  @Override
  public Operator operator(Parts parts) {
    RegexText text = regex;
    if (text == null) {
      throw new IllegalStateException("not validated");
    }
    Pattern pattern = text.pattern().re2();
    List<Group> groups = new ArrayList<>();
    pattern.namedGroups().entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .forEach(group -> groups.add(new Group(group.getKey(), group.getValue())));
    return Steps.parser(parser, parts.clock(), value -> parse(pattern, groups, value));
  }

  private Object parse(Pattern pattern, List<Group> groups, Object value) throws OperatorException {
    String text = Steps.text(value, parser.parseFrom());
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new OperatorException("regex pattern does not match");
    }
    Map<String, @Nullable Object> parsed = LinkedHashMap.newLinkedHashMap(groups.size());
    for (Group group : groups) {
      String found = matcher.group(group.number());
      parsed.put(group.name(), found == null ? "" : found);
    }
    return parsed;
  }
}

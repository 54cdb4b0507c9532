package io.beltline.components.operators;

import io.beltline.components.expression.ExpressionException;
import io.beltline.components.expression.JsonText;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code json_array_parser}: the values of a JSON array.
 *
 * @param step the keys of every operator
 * @param parser the keys of every parser
 * @param header names of the values
 */
public record JsonArrayParserConfig(
    @Squash StepConfig step,
    @Squash ParserConfig parser,
    @Doc("Names of the values, with commas between them; without, the result is a list.")
        String header)
    implements OperatorConfig, Validated {

  @Override
  public void validate(Problems problems) {
    boolean map = !parser.parseTo().isRoot() || parser.parseTo().equals(Field.BODY);
    if (header.isEmpty() && !map) {
      problems.add(
          "parse_to",
          parser.parseTo()
              + " cannot be a list (expected: body, or a field such as attributes.list)");
    }
  }

  @Override
  public Operator operator(Parts parts) {
    List<String> names = header.isEmpty() ? List.of() : List.of(header.split(",", -1));
    return Steps.parser(parser, value -> parse(value, names));
  }

  private Object parse(Object value, List<String> names) throws OperatorException {
    List<@Nullable Object> values = new ArrayList<>();
    try {
      if (!(JsonText.read(Steps.text(value, parser.parseFrom()), true) instanceof List<?> list)) {
        throw new OperatorException("the JSON is no array");
      }
      list.forEach(
          one -> values.add(one instanceof Map || one instanceof List ? JsonText.write(one) : one));
    } catch (ExpressionException wrong) {
      throw OperatorException.of(wrong);
    }
    return names.isEmpty() ? values : AssignKeysConfig.assigned(names, values);
  }
}

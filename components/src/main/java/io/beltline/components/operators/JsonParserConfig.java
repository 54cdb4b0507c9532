package io.beltline.components.operators;

import io.beltline.components.expression.ExpressionException;
import io.beltline.components.expression.JsonText;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import java.util.Map;

/**
 * {@code json_parser}: the keys of a JSON object.
 *
 * @param step the keys of every operator
 * @param parser the keys of every parser
 * @param parseInts whether whole numbers stay whole
 */
public record JsonParserConfig(
    @Squash StepConfig step,
    @Squash ParserConfig parser,
    @Doc("Whether whole numbers stay whole; otherwise all numbers become floating.")
        boolean parseInts)
    implements OperatorConfig {

  @Override
  public Operator operator(Parts parts) {
    return Steps.parser(parser, this::parse);
  }

  private Object parse(Object value) throws OperatorException {
    if (!(value instanceof String text)) {
      throw new OperatorException(parser.parseFrom() + " is no text (expected: JSON)");
    }
    try {
      if (JsonText.read(text, parseInts) instanceof Map<?, ?> map) {
        return map;
      }
    } catch (ExpressionException wrong) {
      throw OperatorException.of(wrong);
    }
    throw new OperatorException("the JSON is no object");
  }
}

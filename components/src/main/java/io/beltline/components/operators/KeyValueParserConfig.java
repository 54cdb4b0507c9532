package io.beltline.components.operators;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;

/**
 * {@code key_value_parser}: pairs such as {@code user=anna}.
 *
 * @param step the keys of every operator
 * @param parser the keys of every parser
 * @param delimiter what stands between a key and its value
 * @param pairDelimiter what stands between pairs
 */
public record KeyValueParserConfig(
    @Squash StepConfig step,
    @Squash ParserConfig parser,
    @Default("\"=\"") @Doc("What stands between a key and its value.") String delimiter,
    @Doc("What stands between pairs; a space if not written.") String pairDelimiter)
    implements OperatorConfig, Validated {

  @Override
  public void validate(Problems problems) {
    if (delimiter.isEmpty()) {
      problems.add("delimiter", "is empty (expected: a text such as =)");
    } else if (delimiter.equals(between())) {
      problems.add("pair_delimiter", "is the delimiter too (expected: another text)");
    }
  }

  private String between() {
    return pairDelimiter.isEmpty() ? " " : pairDelimiter;
  }

  @Override
  public Operator operator(Parts parts) {
    return Steps.parser(
        parser,
        value -> {
          String text = Steps.text(value, parser.parseFrom());
          if (text.isEmpty()) {
            throw new OperatorException(parser.parseFrom() + " is empty (expected: pairs)");
          }
          return KeyValuePairs.of(text, delimiter, between());
        });
  }
}

package io.beltline.components.operators;

import io.beltline.config.Squash;

/**
 * {@code uri_parser}: the parts of a URI.
 *
 * @param step the keys of every operator
 * @param parser the keys of every parser
 */
public record UriParserConfig(@Squash StepConfig step, @Squash ParserConfig parser)
    implements OperatorConfig {

  @Override
  public Operator operator(Parts parts) {
    return Steps.parser(parser, value -> UriText.parts(Steps.text(value, parser.parseFrom())));
  }
}

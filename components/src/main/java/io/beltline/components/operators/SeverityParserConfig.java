package io.beltline.components.operators;

import io.beltline.config.Squash;

/**
 * {@code severity_parser}: the severity of an entry.
 *
 * @param step the keys of every operator
 * @param severity where it stands
 */
public record SeverityParserConfig(@Squash StepConfig step, @Squash SeverityConfig severity)
    implements OperatorConfig {

  @Override
  public Operator operator(Parts parts) {
    return Operator.of(Steps.severity(severity));
  }
}

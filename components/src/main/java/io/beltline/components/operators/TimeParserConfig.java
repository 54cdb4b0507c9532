package io.beltline.components.operators;

import io.beltline.config.Squash;

/**
 * {@code time_parser}: the time of an entry.
 *
 * @param step the keys of every operator
 * @param timestamp where it stands
 */
public record TimeParserConfig(@Squash StepConfig step, @Squash TimestampConfig timestamp)
    implements OperatorConfig {

  @Override
  public Operator operator(Parts parts) {
    return Operator.of(Steps.time(timestamp));
  }
}

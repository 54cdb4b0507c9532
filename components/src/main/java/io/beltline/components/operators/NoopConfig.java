package io.beltline.components.operators;

import io.beltline.config.Squash;

/**
 * {@code noop}: nothing; a place to lead to.
 *
 * @param step the keys of every operator
 */
public record NoopConfig(@Squash StepConfig step) implements OperatorConfig {

  @Override
  public Operator operator(Parts parts) {
    return Operator.of(entry -> {});
  }
}

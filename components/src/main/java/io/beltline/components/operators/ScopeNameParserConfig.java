package io.beltline.components.operators;

import io.beltline.config.Squash;

/**
 * {@code scope_name_parser}: the name of an entry's scope.
 *
 * @param step the keys of every operator
 * @param scopeName where it stands
 */
public record ScopeNameParserConfig(@Squash StepConfig step, @Squash ScopeNameConfig scopeName)
    implements OperatorConfig {

  @Override
  public Operator operator(Parts parts) {
    return Operator.of(scopeName::apply);
  }
}

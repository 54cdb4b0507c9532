package io.beltline.components.operators;

import io.beltline.config.Squash;

/**
 * {@code trace_parser}: the trace context of an entry.
 *
 * @param step the keys of every operator
 * @param trace where it stands
 */
public record TraceParserConfig(@Squash StepConfig step, @Squash TraceConfig trace)
    implements OperatorConfig {

  @Override
  public Operator operator(Parts parts) {
    return Operator.of(trace::apply);
  }
}

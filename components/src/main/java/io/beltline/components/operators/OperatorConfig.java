package io.beltline.components.operators;

import java.util.function.Function;

/** What users write for one operator. */
interface OperatorConfig {

  /** The keys of every operator. */
  StepConfig step();

  /**
   * The operator.
   *
   * @param parts what it is built with
   */
  Operator operator(Parts parts);

  /** Ids it leads to besides {@link StepConfig#output}. */
  default java.util.List<String> routes() {
    return java.util.List.of();
  }

  /**
   * What operators are built with.
   *
   * @param clock the time
   * @param stages finds the stages of ids
   */
  record Parts(
      io.beltline.api.Clock clock,
      Function<java.util.List<String>, java.util.List<Stage>> stages) {}
}

package io.beltline.processor.filter;

import io.beltline.api.Context;
import io.beltline.model.Telemetry;
import io.beltline.ottl.EvaluationException;

/** What removes records. Safe for all threads. */
@FunctionalInterface
interface Sieve {
  /** Keeps all. */
  Sieve OPEN = (context, telemetry) -> telemetry;

  /**
   * What is kept of telemetry: the same object if it is all of it.
   *
   * @throws EvaluationException if the request is to be refused
   */
  Telemetry sift(Context context, Telemetry telemetry);
}

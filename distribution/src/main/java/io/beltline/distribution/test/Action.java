package io.beltline.distribution.test;

import io.beltline.api.Context;
import io.beltline.config.Position;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.service.trial.Spot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step of a test, ready to be done. */
sealed interface Action {

  /** Where it is written. */
  Position position();

  /**
   * Hands telemetry to a component.
   *
   * @param spots where, for each signal of the telemetry
   * @param refused words of the answer if it is to be refused, else null
   */
  record Injection(
      Position position,
      Map<Signal, Spot> spots,
      Context context,
      List<Telemetry> telemetry,
      @Nullable String refused)
      implements Action {}

  /** Moves the clock. */
  record Advance(Position position, Duration duration) implements Action {}

  /** Looks at what has passed a place. */
  record Expectation(Position position, Spot spot, Wanted wanted) implements Action {}
}

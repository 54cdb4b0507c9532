package io.beltline.components.attributes;

import io.beltline.api.Context;
import io.beltline.model.otlp.AttributesEditor;
import java.util.List;

/**
 * A list of actions, compiled once and applied to one set of attributes after another. Safe for all
 * threads.
 */
public final class Actions {
  private final Step[] steps;

  private Actions(Step[] steps) {
    this.steps = steps;
  }

  /** Compiles valid actions. */
  public static Actions of(List<ActionConfig> actions) {
    return new Actions(actions.stream().map(Steps::of).toArray(Step[]::new));
  }

  /** Applies all actions in order. */
  public void apply(AttributesEditor attributes, Context context) {
    for (Step step : steps) {
      step.apply(attributes, context);
    }
  }

  /** One compiled action. */
  @FunctionalInterface
  interface Step {
    void apply(AttributesEditor attributes, Context context);
  }
}

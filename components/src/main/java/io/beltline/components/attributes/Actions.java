package io.beltline.components.attributes;

import io.beltline.api.Context;
import io.beltline.model.otlp.AttributeEdits;
import io.beltline.model.otlp.AttributesEditor;
import java.util.ArrayList;
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
    List<Step> steps = new ArrayList<>();
    AttributeEdits.Builder together = AttributeEdits.builder();
    for (ActionConfig action : actions) {
      if (together.size() > 0 && !Steps.joins(action, together)) {
        steps.add(Steps.of(together));
        together = AttributeEdits.builder();
      }
      if (Steps.joins(action, together)) {
        Steps.join(action, together);
      } else {
        steps.add(Steps.of(action));
      }
    }
    if (together.size() > 0) {
      steps.add(Steps.of(together));
    }
    return new Actions(steps.toArray(Step[]::new));
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

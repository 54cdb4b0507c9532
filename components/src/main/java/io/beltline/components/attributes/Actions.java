package io.beltline.components.attributes;

import io.beltline.api.Context;
import io.beltline.model.otlp.AttributeEdits;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.TelemetryEditor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of actions, compiled once and applied to one set of attributes after another. Safe for all
 * threads.
 */
public final class Actions {
  private final Step[] steps;

  /** All of them, where they are edits that can be made together. */
  private final @Nullable AttributeEdits only;

  private Actions(Step[] steps, @Nullable AttributeEdits only) {
    this.steps = steps;
    this.only = only;
  }

  /** Compiles valid actions. */
  public static Actions of(List<ActionConfig> actions) {
    List<Step> steps = new ArrayList<>();
    AttributeEdits.Builder together = AttributeEdits.builder();
    for (ActionConfig action : actions) {
      if (together.size() > 0 && !Steps.joins(action, together)) {
        steps.add(Steps.of(together.build()));
        together = AttributeEdits.builder();
      }
      if (Steps.joins(action, together)) {
        Steps.join(action, together);
      } else {
        steps.add(Steps.of(action));
      }
    }
    AttributeEdits rest = together.size() > 0 ? together.build() : null;
    AttributeEdits only = steps.isEmpty() ? rest : null;
    if (rest != null) {
      steps.add(Steps.of(rest));
    }
    return new Actions(steps.toArray(Step[]::new), only);
  }

  /** Applies all actions in order. */
  public void apply(AttributesEditor attributes, Context context) {
    for (Step step : steps) {
      step.apply(attributes, context);
    }
  }

  /** Applies all actions in order to each item that an editor has left. */
  public void applyToItems(TelemetryEditor<?> editor, Context context) {
    if (only != null) {
      editor.editItems(only);
      return;
    }
    while (editor.next()) {
      apply(editor.itemAttributes(), context);
    }
  }

  /** One compiled action. */
  @FunctionalInterface
  interface Step {
    void apply(AttributesEditor attributes, Context context);
  }
}
